"""Static files under names that hold their content's hash, ES modules included."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage  # type: ignore[import-untyped]

from holdspace.web.slim import slim_script

if TYPE_CHECKING:
    from django.core.files.base import File

OUR_SCRIPTS = "holdspace/js/"


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Rewrites `import ... from "./x.js"` too, so a module and what it imports change together."""

    support_js_module_import_aggregation = True
    # One pass for each step from a script to what it imports, and to what that imports.
    max_post_process_passes = 16

    def _save(self, name: str, content: File[bytes]) -> str:
        """Our scripts leave their comments at home: a type named in one is no file to be found."""
        if name.replace("\\", "/").startswith(OUR_SCRIPTS) and name.endswith(".js"):
            content.seek(0)
            content = ContentFile(slim_script(content.read().decode()).encode())
        saved: str = super()._save(name, content)
        return saved

    def post_process(self, paths: dict[str, Any], *arguments: Any, **options: Any) -> Any:  # noqa: ANN401
        """From what was collected, comments gone: two files may name each other's types in them."""
        collected = {name: (self, name) for name in paths}
        return super().post_process(collected, *arguments, **options)
