"""About: what Parallax does, what it does not, and what is in this database."""

from __future__ import annotations

from markupsafe import Markup

from aggregator import __version__
from aggregator.dashboard.blocks.facts import legend
from aggregator.dashboard.visit import Visit, heading, html
from aggregator.publish.report import plural

WORDS = Markup(
    """
<div class="px-about">
<p>Parallax groups articles of many outlets by event and lines up how each reports the same facts and
quotes. It compares sentences, not outlets.</p>
<h3>What it does</h3>
<ul>
<li>Shows the printed sentence behind every cell, with its place in the article and a link to
the outlet.</li>
<li>Tells outlets from origins: wire copy and rewrites are recognised, and every count can be read as
either.</li>
<li>Compares quotes word for word with the fullest wording that any outlet printed.</li>
<li>Lists numbers that outlets print for the same thing, and says whether they agree, were updated with
time, or conflict.</li>
<li>Gives everything away as CSV, with the same counts as on the page.</li>
</ul>
<h3>What it does not</h3>
<ul>
<li>It does not say which outlet is right, rates nobody, and knows no left or right.</li>
<li>“Not found” means not found in the text we have. It is no proof that an outlet never
reported something.</li>
<li>“Summary only” means that the article itself could not be read.</li>
<li>No sentence here is written by a machine: headlines of facts are printed sentences.</li>
<li>Nothing is sent elsewhere: pages load nothing from other hosts, and nobody is counted.</li>
</ul>
<h3>The marks</h3>
</div>
"""
)


def show(visit: Visit) -> None:
    heading("About Parallax")
    html(WORDS)
    html(legend())
    store = visit.store
    if visit.guest.refusal and not visit.guest.name:
        html(Markup("<p>{}</p>").format(visit.guest.refusal))
    articles = plural(store.articles.count(), "article")
    path = str(store.path) if visit.guest.at_own_desk else store.path.name
    html(
        Markup('<p class="px-quiet">Parallax {} · {} in {} · {}</p>').format(
            __version__, articles, plural(store.events.count(), "event"), path
        )
    )
