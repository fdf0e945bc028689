"""Who acts in the tests, each in a room of its own; files of tests say what happens, these say how it is done.

The attendees
    `phone_in_browser`  Phone: a phone's page in Chromium and what a thumb does on it; Phones: all in one room, as the
                        fixture `phones` gives them. They speak to the fake meeting of `tests.browser.fake_meeting`,
                        or, with a printed card, to a real one.
    `tests.voting.python_phone`  Phone: the same without a page, over HTTP or straight to the use-cases.
    `tablet`            Tablet: the shared one at the desk, where whoever has no phone votes.
    `tellers`           Tellers: the two who read paper ballots in, at that tablet.
The officers
    `officer`           Officer: a secretary, a chair or a scrutineer who has logged in at a browser of his own.
    `desk`              Desk: the secretary at the desk of one meeting, page after page.
    `hall`              Hall: a real meeting served, and the pages that look at it: chair, projector, scrutineer.
    `tests.voting.desk_visitor`  Desk: the same desk without a browser; forms sent, pages read as text.
    `tests.voting.secrecy.serving`  Chair: the chair's buttons without a browser, at a server of its own process.
What they stand on
    `serving`           an app on a port; `browsers` the Chromium, what its pages complain of, what axe finds.
    `tests.voting.meetings`  Room: the meeting itself, made through the use-cases.
"""
