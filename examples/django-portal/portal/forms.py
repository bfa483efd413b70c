"""The form of a question, made from its fact."""

from django import forms

from eligibility import EligibilityError, Fact
from portal.words import WORDS

LONGEST = 40


class Answer(forms.Form):
    """One answer. What is typed is read by the engine,
    which knows how people write it.
    """

    def __init__(self, fact: Fact, lang: str, *given: object) -> None:
        super().__init__(*given)
        self.fact, self.lang = fact, lang
        self.fields["value"] = self._field()

    def refuse(self, error: EligibilityError) -> None:
        """Tell what the engine found wrong, with its hints."""
        for fault in error.faults:
            for text in filter(None, (fault.text, fault.hint)):
                self.add_error("value", text.in_language(self.lang))

    def _field(self) -> forms.Field:
        words, fact = WORDS[self.lang], self.fact
        told = {"required": words["choose"], "invalid_choice": words["choose"]}
        if fact.choices:
            choices = [
                (value, text.in_language(self.lang)) for value, text in fact.choices
            ]
            shown = forms.RadioSelect()
            return forms.ChoiceField(choices=choices, widget=shown, error_messages=told)
        named = {"aria-label": fact.question.in_language(self.lang)}
        written = forms.TextInput(attrs=named | {"aria-describedby": "help"})
        return forms.CharField(
            max_length=LONGEST,
            widget=written,
            error_messages=told,
            help_text=self._unit(),
        )

    def _unit(self) -> str:
        if self.fact.kind.value == "date":
            return WORDS[self.lang]["date"]
        unit = self.fact.counted_in
        return unit.in_language(self.lang) if unit else ""
