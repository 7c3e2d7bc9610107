"""The API's routes as a page for people, made of the OpenAPI document."""

from typing import Any

from fastapi import Request

from onrecord.show.words import count
from onrecord.web.pages import PageRouter, View

router = PageRouter(include_in_schema=False)


@router.page("/api")
def show_routes(request: Request) -> View:
    """All routes with their parameters. As JSON: the OpenAPI document."""
    document = request.app.openapi()
    groups: dict[str, list[dict[str, Any]]] = {}
    for path, operations in document["paths"].items():
        for method, told in operations.items():
            groups.setdefault(told["tags"][0], []).append(_show(path, method, told, document))
    return View("api.html.j2", document, {"groups": groups, "count": count})


def _show(path: str, method: str, told: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """An operation as the page shows it."""
    given = [
        (one["name"], one["in"], one.get("required", False), one.get("description", ""))
        for one in told.get("parameters", ())
    ]
    body = told.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    for ref in [body, *body.get("anyOf", ())]:
        schema = document["components"]["schemas"].get(ref.get("$ref", "").rpartition("/")[2], {})
        given += [
            (name, "body", name in schema.get("required", ()), field.get("description", ""))
            for name, field in schema.get("properties", {}).items()
        ]
    return {
        "id": told["operationId"],
        "method": method.upper(),
        "path": path,
        "about": told["description"],
        "given": given,
    }
