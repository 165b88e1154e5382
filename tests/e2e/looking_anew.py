"""What on a page has not been looked at yet, for what axe takes long to look at: colours, and sizes of what is pressed.

Both follow from the style sheets, and no page has rules of its own: an element that stands below the same elements with
the same attributes has the same colours on every page, and is as large wherever what stands beside it is the same too.
So each kind of element is looked at once in each scheme and width, however many rows and pages show it.
"""

LOOK = """async ({ rule, known }) => {
    const kept = ['class', 'style', 'fill', 'stroke', 'type', 'disabled', 'open', 'aria-current', 'aria-invalid'];
    const named = new Map();
    const name = each => {
        if (!each || each === document) return sheets;
        if (!named.has(each)) {
            const held = kept.filter(key => each.hasAttribute(key));
            const attributes = held.map(key => `${key}=${each.getAttribute(key)}`);
            const siblings = each.parentElement ? [...each.parentElement.children] : [each];
            const place = siblings.indexOf(each) % 2 + (each === siblings.at(-1) ? 'z' : '');
            named.set(each, `${name(each.parentElement)}>${each.localName}[${attributes}]${place}`);
        }
        return named.get(each);
    };
    const sheets = [...document.styleSheets].map(sheet => sheet.href).join();
    const has_text = each => [...each.childNodes].some(part => part.nodeType === 3 && part.data.trim())
        || each.matches('input, select, textarea');
    const targets = 'a[href], button, input, select, textarea, summary, [tabindex]';
    const found = [];
    if (rule === 'color-contrast') {
        for (const each of document.body.querySelectorAll('*')) if (has_text(each)) found.push([each, name(each)]);
    } else {
        const all = [...document.body.querySelectorAll(targets)];
        all.forEach((each, place) => {
            const length = Math.min(each.textContent.trim().length, 4);
            const beside = [all[place - 1], all[place + 1]].map(other => other ? name(other) : '');
            found.push([each, `${name(each)} ${length} ${beside}`]);
        });
    }
    // Names are long and many: what is kept of one is 64 bits of it.
    const short = text => {
        let [high, low] = [0xdeadbeef, 0x41c6ce57];
        for (const letter of text) {
            const code = letter.codePointAt(0);
            [high, low] = [Math.imul(high ^ code, 2654435761), Math.imul(low ^ code, 1597334677)];
        }
        return `${high >>> 0}-${low >>> 0}`;
    };
    const seen = new Set(known), fresh = [], names = [];
    for (const [each, whole] of found) {
        const kind = short(whole);
        if (seen.has(kind) || !each.checkVisibility()) continue;
        seen.add(kind);
        fresh.push(each);
        names.push(kind);
    }
    const options = { runOnly: { type: 'rule', values: [rule] }, resultTypes: ['violations'] };
    const { violations } = fresh.length ? await axe.run({ include: fresh }, options) : { violations: [] };
    return { violations, names };
}"""
"""Runs one rule of axe over the elements of kinds that are not known; what it finds, and the kinds that are now."""
