"""The style of the intake and of the 112 screen: a template over the theme's tokens, laid on these pages only."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from stalkdesk.ui import theme

SHEET: Final = """
QLabel[role="ask"] {{ font-size: 17pt; font-weight: 600; }}
QLineEdit {{ min-height: 28px; font-size: 11pt; }}
QPlainTextEdit {{ font-size: 11pt; }}
QLabel#cardLabel {{ font-size: 11pt; }}
QLabel#keyCap {{ color: {muted}; border: 1px solid {line}; border-radius: 4px; min-width: 20px; max-width: 20px;
  min-height: 20px; max-height: 20px; font-size: 9pt; }}
QLabel#unit {{ font-size: 11pt; }}
QLabel[role="warning"] {{ color: {warn}; font-weight: 600; }}
QLabel[role="compartment-b"] {{ color: {success}; font-weight: 600; }}
QLabel#questionMark {{ color: {warn}; font-weight: 600; }}
QFrame#compartmentRibbon {{ border: 0; border-top-left-radius: 9px; border-top-right-radius: 9px; background: {surface_soft};
  border-bottom: 1px solid {line}; }}
QFrame#compartmentRibbon[compartment="B"] {{ background: {success_soft}; border-bottom: 1px solid {success}; }}
QRadioButton[card="true"], QCheckBox[card="true"] {{ background: {surface}; border: 1px solid {edge}; outline: none;
  border-radius: 8px; padding: 1px 1px 1px 15px; }}
QRadioButton[card="true"]:hover, QCheckBox[card="true"]:hover {{ background: {surface_soft}; }}
QRadioButton[card="true"]:checked, QCheckBox[card="true"]:checked {{ background: {accent_soft}; border: 2px solid {accent};
  padding: 0 0 0 14px; }}
QRadioButton[card="true"]:focus, QCheckBox[card="true"]:focus {{ border: 2px solid {focus}; padding: 0 0 0 14px; }}
QRadioButton[card="true"]:disabled {{ background: {disabled_soft}; border-color: {line}; }}
QPushButton[role="state"] {{ border-radius: 8px; padding: 8px 14px; }}
QPushButton[role="state"]:focus {{ border: 2px solid {focus}; padding: 7px 13px; }}
QPushButton[role="state"][chosen="true"] {{ background: {accent_soft}; border: 2px solid {accent}; padding: 7px 13px;
  font-weight: 600; }}
QPushButton[role="near"] {{ padding: 8px 12px; }}
QPushButton[role="near"]:focus {{ padding: 7px 11px; }}
QPushButton[role="bar-button"] {{ background: transparent; border: 1px solid transparent; padding: 8px; }}
QPushButton[role="bar-button"]:hover {{ background: {bar_hover}; }}
QPushButton[role="bar-button"]:focus {{ border: 2px solid {bar_focus}; padding: 7px; }}
QFrame#intakeHeader QPushButton[role="danger"]:focus {{ border: 2px solid {bar_focus}; padding: 7px 15px; }}
QToolButton#minusStep, QToolButton#plusStep, QToolButton#calendarButton {{ background: {surface}; border: 1px solid {edge}; }}
QToolButton#minusStep:hover, QToolButton#plusStep:hover, QToolButton#calendarButton:hover {{ background: {surface_soft}; }}
QToolButton#calendarButton:focus {{ border: 2px solid {focus}; }}
QCalendarWidget QWidget#qt_calendar_navigationbar {{ background: {surface}; border: 0; min-height: 44px; }}
QCalendarWidget QToolButton {{ color: {text}; font-weight: 600; min-height: 30px; padding: 2px 8px; }}
QCalendarWidget QToolButton::menu-indicator {{ image: none; }}
QCalendarWidget QSpinBox {{ min-height: 26px; padding: 2px 4px; }}
QCalendarWidget QAbstractItemView {{ border: 0; selection-background-color: {accent}; selection-color: {on_accent}; }}
QCalendarWidget QAbstractItemView:disabled {{ color: {disabled}; }}
QCalendarWidget QAbstractItemView::item {{ padding: 0; border: 0; }}
QListView#sectionLines {{ background: transparent; border: 0; }}
QListView#sectionLines:focus {{ border: 0; }}
QListView#sectionLines::item {{ border: 2px solid transparent; border-radius: 8px; padding: 0 8px; }}
QListView#sectionLines::item:hover {{ background: {surface_soft}; }}
QListView#sectionLines::item:selected {{ background: {accent_soft}; color: {text}; }}
QListView#sectionLines::item:selected:active:focus {{ border: 2px solid {focus}; }}
QFrame#emergencyFrame {{ background: {surface}; border: 6px solid {danger_fill}; border-radius: 14px; }}
QLabel[role="call"] {{ color: {danger}; font-size: 30pt; font-weight: 700; }}
QFrame[role="operator"] {{ background: {surface_soft}; border: 1px solid {line}; border-radius: 10px; }}
QLabel#operatorNumber {{ background: {danger_fill}; color: {on_danger}; border-radius: 17px;
  font-weight: 700; font-size: 12pt; }}
QLabel[role="operator-ask"] {{ font-size: 14pt; font-weight: 600; }}
QLabel[role="operator-known"] {{ font-size: 12pt; font-weight: 600; }}
QLabel[role="advice"] {{ font-size: 12pt; }}
QLabel[role="call-number"] {{ font-size: 20pt; font-weight: 700; }}
"""


def dress(page: QWidget) -> None:
    """Lays the style on `page`, in the colours that are shown now. Doing it twice with the same colours costs nothing."""
    sheet = SHEET.format_map(theme.colours())
    if page.styleSheet() != sheet:
        page.setStyleSheet(sheet)
