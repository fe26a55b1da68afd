"""An agent's lines as people read them."""

from training.chains.telling import told


def test_half_a_character_in_an_event_is_told_as_a_replacement_character() -> None:
    assert told('{"type": "note", "text": "half \\ud83d"}') == "half \ufffd"
