"""Readings, traces and stemmas → what other programs read."""

from onrecord.export.bundle import bundle, fits_trace, manifest_json, records_of
from onrecord.export.check import check_bundle
from onrecord.export.comparison import comparison_json
from onrecord.export.csv import csv_lines
from onrecord.export.descent import descent_json, load_descent_schema, stemma_json
from onrecord.export.finding import Finding, Run, find_statement, hash_text, statements_of, tell_trace
from onrecord.export.held import answer_json, held_json, noun_json, record_json
from onrecord.export.jsonl import SCHEMA, find_line, load_schema, page_json, page_line
from onrecord.export.parquet import arrow_batches, arrow_schema, parquet_pieces, write_parquet
from onrecord.export.prov import prov_json
from onrecord.export.schema_org import quotation_json, quotations_json
from onrecord.export.schemas import read_schema
from onrecord.export.tables import STATEMENTS, TABLES, TRACES, Row, Table
from onrecord.export.web_annotation import annotation_json, annotations_json

__all__ = [
    "SCHEMA",
    "STATEMENTS",
    "TABLES",
    "TRACES",
    "Finding",
    "Row",
    "Run",
    "Table",
    "annotation_json",
    "annotations_json",
    "answer_json",
    "arrow_batches",
    "arrow_schema",
    "bundle",
    "check_bundle",
    "comparison_json",
    "csv_lines",
    "descent_json",
    "find_line",
    "find_statement",
    "fits_trace",
    "hash_text",
    "held_json",
    "load_descent_schema",
    "load_schema",
    "manifest_json",
    "noun_json",
    "page_json",
    "page_line",
    "parquet_pieces",
    "prov_json",
    "quotation_json",
    "quotations_json",
    "read_schema",
    "record_json",
    "records_of",
    "statements_of",
    "stemma_json",
    "tell_trace",
    "write_parquet",
]
