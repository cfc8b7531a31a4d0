"""A contract for import-linter: a domain's neighbours import only its actions, queries and events."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FrontDoorContract(Contract):
    """Every direct import of a domain from outside it ends at one of its doors.

    Tests may also use a lower domain's factories and its made-up browsers, and look at its tables. Exempt packages
    (the settings, the launcher) may go anywhere.
    """

    type_name = "front_door"

    domains = fields.StringField()
    doors = fields.ListField(subfield=fields.StringField())
    exempt = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:  # the name is the library's
        """Look at every module of every domain and at who imports it."""
        house = str(self.domains)
        wrong = sorted(
            (importer, imported)
            for imported in graph.find_descendants(house)
            for importer in graph.find_modules_that_directly_import(imported)
            if not self._may(importer, imported, house)
        )
        return ContractCheck(kept=not wrong, metadata={"wrong": wrong})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """Say who went round the door."""
        for importer, imported in check.metadata["wrong"]:
            output.print_error(f"- {importer} -> {imported}", bold=False)
        output.new_line()
        output.print("Import the domain's actions, queries or events; name its models by string, types only for mypy.")

    def _may(self, importer: str, imported: str, house: str) -> bool:
        domain, _, inside = imported.removeprefix(f"{house}.").partition(".")
        if f"{importer}.".startswith(f"{house}.{domain}."):
            return True
        if any(f"{importer}.".startswith(f"{package}.") for package in self._list("exempt")):
            return True
        if inside.split(".")[0] in self._list("doors"):
            return True
        is_for_tests = inside in {"tests.factories", "tests.listening"} or inside.split(".")[0] == "models"
        return ".tests." in f"{importer}." and is_for_tests

    def _list(self, name: str) -> list[str]:
        """import-linter puts the option's value where the class has its field."""
        return [str(item) for item in getattr(self, name) or []]
