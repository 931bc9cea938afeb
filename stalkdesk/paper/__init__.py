"""The paper: blocks to PDF, tables to XLSX and CSV. The only room that knows ReportLab and XlsxWriter."""
