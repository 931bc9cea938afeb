"""The style sheet, in two parts: what the entrance (unlock, set-up) shows, and what only the open desk needs.

A part is a template over `tokens`. A control says what it is with the property `role`; the roles are listed in `theme`.
The first part is read before the first window is painted: every rule in it costs.
"""

from __future__ import annotations

from typing import Final

ENTRANCE: Final = """
QLabel[role="title"] {{ font-size: 19pt; font-weight: 600; }}
QLabel[role="heading"] {{ font-size: 13pt; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="step"] {{ color: {accent}; font-weight: 600; }}
QLabel[role="muted"] {{ color: {muted}; }}
QLabel[role="wrong"] {{ color: {danger}; font-weight: 600; }}
QLabel[role="brand"] {{ color: {bar_text}; font-size: 15pt; font-weight: 700; }}
QLabel[role="bar"] {{ color: {bar_text}; }}
QFrame[role="bar"] {{ background: {bar}; }}
QFrame[role="card"] {{ background: {surface}; border: 1px solid {line}; border-radius: 10px; }}
QFrame[role="banner-danger"] {{ background: {danger_soft}; border: 0; border-left: 4px solid {danger};
  border-top-right-radius: 6px; border-bottom-right-radius: 6px; }}
QFrame[role="banner-warn"] {{ background: {warn_soft}; border: 0; border-left: 4px solid {warn};
  border-top-right-radius: 6px; border-bottom-right-radius: 6px; }}
QFrame[role="banner-success"] {{ background: {success_soft}; border: 0; border-left: 4px solid {success};
  border-top-right-radius: 6px; border-bottom-right-radius: 6px; }}
QFrame[role="banner-note"] {{ background: {accent_soft}; border: 0; border-left: 4px solid {accent};
  border-top-right-radius: 6px; border-bottom-right-radius: 6px; }}
QLineEdit, QPlainTextEdit {{ background: {surface}; color: {text}; border: 1px solid {edge}; border-radius: 6px;
  padding: 7px 10px; min-height: 22px; selection-background-color: {accent}; selection-color: {on_accent};
  placeholder-text-color: {muted}; }}
QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {focus}; padding: 6px 9px; }}
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] {{ border: 2px solid {danger}; padding: 6px 9px; }}
QLineEdit[wrong="true"]:focus, QPlainTextEdit[wrong="true"]:focus {{ border: 2px solid {focus}; }}
QPushButton {{ background: {surface}; color: {text}; border: 1px solid {edge}; border-radius: 6px; padding: 8px 16px;
  min-height: 22px; outline: 0; }}
QPushButton:hover {{ background: {surface_soft}; }}
QPushButton:focus {{ border: 2px solid {focus}; padding: 7px 15px; }}
QPushButton[role="primary"] {{ background: {accent}; color: {on_accent}; border: 1px solid {accent}; font-weight: 600; }}
QPushButton[role="primary"]:hover {{ background: {accent_deep}; border-color: {accent_deep}; }}
QPushButton[role="primary"]:focus {{ border: 2px solid {text}; }}
QPushButton[role="danger"] {{ background: {danger_fill}; color: {on_danger}; border: 1px solid {danger_fill};
  font-weight: 600; }}
QPushButton[role="danger"]:hover {{ background: {danger_deep}; }}
QPushButton[role="danger"]:focus {{ border: 2px solid {danger_focus}; }}
QPushButton[role="quiet"] {{ background: transparent; color: {accent}; border: 1px solid transparent; }}
QPushButton[role="quiet"]:hover {{ background: {surface_soft}; }}
QPushButton[role="quiet"]:focus {{ border: 2px solid {focus}; }}
QPushButton:disabled {{ background: {disabled_soft}; color: {disabled}; border: 1px solid {disabled_soft}; }}
"""

DESK: Final = """
QToolTip {{ background: {text}; color: {surface}; border: 0; padding: 6px 8px; }}
QToolButton {{ background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 6px; }}
QToolButton:hover {{ background: {surface_soft}; }}
QToolButton:focus {{ border: 2px solid {focus}; padding: 5px; }}
QToolButton[role="nav"] {{ color: {bar_text}; text-align: left; padding: 9px 12px; min-height: 22px; }}
QToolButton[role="nav"]:hover {{ background: {bar_hover}; }}
QToolButton[role="nav"]:checked {{ background: {bar_chosen}; font-weight: 600; }}
QToolButton[role="nav"]:focus {{ border: 2px solid {bar_focus}; padding: 8px 11px; }}
QLabel#page_title {{ font-size: 19pt; font-weight: 600; }}
QLabel#section_title {{ font-size: 13pt; font-weight: 600; }}
QLabel#strong {{ font-weight: 600; }}
QLabel#quiet {{ color: {muted}; }}
QLabel[role="warning"] {{ color: {warn}; }}
QLabel[role="demo"] {{ background: {warn_soft}; color: {warn}; font-weight: 600; padding: 2px; }}
QLabel[role="bar-muted"] {{ color: {bar_muted}; }}
QLabel[role="compartment"] {{ color: {warn}; font-weight: 600; }}
QLabel[role="success"] {{ color: {success}; font-weight: 600; }}
QLabel[role="danger-title"] {{ color: {danger}; font-size: 19pt; font-weight: 700; }}
QFrame[role="foot"] {{ background: {surface}; border: 0; border-top: 1px solid {line}; }}
QFrame[role="panel"] {{ background: {surface_soft}; border: 1px solid {line}; border-radius: 10px; }}
QFrame[role="rule"] {{ background: {line}; border: 0; max-height: 1px; min-height: 1px; }}
QScrollArea, QScrollArea > QWidget > QWidget[role="scrolled"] {{ background: transparent; border: 0; }}
QPushButton[role="choice"] {{ text-align: left; padding: 10px 16px; min-height: 24px; border-radius: 8px; }}
QPushButton[role="choice"]:checked {{ background: {accent_soft}; border: 2px solid {accent}; padding: 9px 15px; }}
QPushButton[role="choice"]:focus {{ border: 2px solid {focus}; padding: 9px 15px; }}
QComboBox, QSpinBox, QDateEdit {{ background: {surface}; color: {text}; border: 1px solid {edge}; border-radius: 6px;
  padding: 7px 10px; min-height: 22px; selection-background-color: {accent}; selection-color: {on_accent}; }}
QComboBox:focus, QSpinBox:focus, QDateEdit:focus {{ border: 2px solid {focus}; padding: 6px 9px; }}
QComboBox:disabled, QSpinBox:disabled, QLineEdit:disabled, QPlainTextEdit:disabled {{
  background: {disabled_soft}; color: {disabled}; }}
QSpinBox QLineEdit, QDateEdit QLineEdit {{ background: transparent; border: 0; padding: 0 0 0 6px; min-height: 0; }}
QComboBox::drop-down, QDateEdit::drop-down {{ border: 0; width: 32px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{ image: url(look:chevron-down-{shade}.svg); width: 18px; height: 18px; }}
QSpinBox::up-button, QSpinBox::down-button {{ border: 0; width: 26px; }}
QSpinBox::up-arrow {{ image: url(look:chevron-up-{shade}.svg); width: 14px; height: 14px; }}
QSpinBox::down-arrow {{ image: url(look:chevron-down-{shade}.svg); width: 14px; height: 14px; }}
QComboBox QAbstractItemView {{ background: {surface}; color: {text}; border: 1px solid {edge}; outline: 0; padding: 4px;
  selection-background-color: {accent_soft}; selection-color: {text}; }}
QCheckBox, QRadioButton {{ spacing: 10px; padding: 5px 6px; border: 2px solid transparent; border-radius: 6px; }}
QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {focus}; }}
QCheckBox:disabled, QRadioButton:disabled {{ color: {disabled}; }}
QCheckBox::indicator {{ width: 20px; height: 20px; border: 2px solid {edge}; border-radius: 5px; background: {surface}; }}
QCheckBox::indicator:checked {{ border-color: {accent}; background: {accent}; image: url(look:check-{shade}.svg); }}
QRadioButton::indicator {{ width: 20px; height: 20px; border: 2px solid {edge}; border-radius: 12px; background: {surface}; }}
QRadioButton::indicator:checked {{ border: 7px solid {accent}; width: 10px; height: 10px; }}
QAbstractItemView {{ background: {surface}; color: {text}; border: 1px solid {line}; border-radius: 8px; outline: 0;
  alternate-background-color: {surface_soft}; }}
QAbstractItemView:focus {{ border: 2px solid {focus}; }}
QAbstractItemView::item {{ padding: 9px 10px; border: 0; border-bottom: 1px solid {line}; }}
QListView#case_parts::item {{ padding: 5px 10px; border-bottom: 0; }}
QAbstractItemView::item:hover {{ background: {surface_soft}; }}
QAbstractItemView::item:selected {{ background: {accent_soft}; color: {text}; }}
QHeaderView {{ background: transparent; border: 0; }}
QHeaderView::section {{ background: transparent; color: {muted}; font-weight: 600; border: 0; border-bottom: 1px solid {edge};
  padding: 10px 12px; }}
QTableView QTableCornerButton::section {{ background: {surface}; border: 0; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {line}; }}
QTabBar::tab {{ background: transparent; color: {muted}; padding: 10px 9px; border: 2px solid transparent;
  border-bottom: 3px solid transparent; }}
QTabBar::tab:selected {{ color: {accent}; border-bottom: 3px solid {accent}; }}
QTabBar::tab:hover {{ color: {text}; }}
QTabBar::tab:focus {{ border: 2px solid {focus}; border-bottom: 3px solid {accent}; border-radius: 4px; }}
QProgressBar {{ background: {accent_soft}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 3px; }}
QScrollBar:vertical {{ background: transparent; width: 12px; margin: 2px; }}
QScrollBar::handle:vertical {{ background: {edge}; border-radius: 4px; min-height: 32px; }}
QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 2px; }}
QScrollBar::handle:horizontal {{ background: {edge}; border-radius: 4px; min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; border: 0;
  width: 0; height: 0; }}
QDialog {{ background: {window}; }}
QMenu {{ background: {surface}; color: {text}; border: 1px solid {edge}; padding: 4px; }}
QMenu::item {{ padding: 8px 20px; border-radius: 4px; }}
QMenu::item:selected {{ background: {accent_soft}; color: {text}; }}
QSplitter::handle {{ background: {line}; }}
"""
