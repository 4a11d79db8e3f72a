/// What a proposed policy would have changed, for a reader: the policy as it was beside the proposed one, and when chases open as bars.
struct EffectReport {
    private let effect: OrderedJSON

    init(_ effect: OrderedJSON) { self.effect = effect }

    private typealias Line = (title: String, current: String, proposed: String)

    private func line(_ title: String, _ member: String) -> Line { (title, text("current.\(member)"), text("proposed.\(member)")) }

    /// How many answers came in time, some days after the due date, and later.
    private var answers: [Line] {
        let (current, proposed) = (effect.value(at: "current.answers")?.elements ?? [], effect.value(at: "proposed.answers")?.elements ?? [])
        return zip(current, proposed).map { current, proposed in
            let days = current["within_days"].map(CellText.of) ?? ""
            let title = days.isEmpty ? "answered later" : days == "0" ? "answered in time" : "answered within \(days) days after"
            return (title, current["count"].map(CellText.of) ?? "", proposed["count"].map(CellText.of) ?? "")
        }
    }

    private func text(_ path: String) -> String { effect.value(at: path).map(CellText.of) ?? "" }

    /// One sentence of what was looked at.
    var heading: String {
        "\(text("interviews")) interviews from \(text("from")) through \(text("to")), with the promises and answers that were recorded.\n"
            + "Of \(text("chases")) chases \(text("chases_earlier")) could have been made earlier, \(text("chases_later")) only later; "
            + "\(text("chases_refused")) would have been refused on their day.\n\n"
    }

    var table: Table {
        let lines: [Line] =
            [line("feedback was late", "overdue"), line("median days late", "days_late_median")] + answers
            + [
                line("unanswered", "unanswered"), line("a first chase opens", "chaseable"), line("over before it", "over_before"),
                line("median days until it", "days_waited_median"),
            ]
        let counts = [
            ("interviews", text("interviews")), ("chases made", text("chases")), ("chases possible earlier", text("chases_earlier")),
            ("chases possible only later", text("chases_later")), ("chases refused", text("chases_refused")),
        ]
        let items = (lines + counts.map { ($0, "", $1) }).map { title, current, proposed in
            OrderedJSON.object([
                .init(name: "measure", value: .string(title)), .init(name: "as_it_was", value: .string(current)),
                .init(name: "proposed", value: .string(proposed)),
            ])
        }
        return Table(columns: ["measure", "as_it_was", "proposed"], items: items)
    }

    var commaSeparated: String {
        CSVText.record(["measure", "as_it_was", "proposed"]) + table.rows.map { CSVText.record($0.map(\.text)) }.joined()
    }

    /// On which days after the interview first chases open, as it was and as proposed.
    func plot(width: Int, colour: Bool) -> String {
        let (current, proposed) = (openings("current"), openings("proposed"))
        let shown = current.indices.filter { current[$0].count > 0 || proposed[$0].count > 0 }
        guard !shown.isEmpty else { return "" }
        let labels = shown.map { current[$0].label }
        let most = shown.map { max(current[$0].count, proposed[$0].count) }.max() ?? 1
        let margin = (labels.map(\.count).max() ?? 0) + 2
        let room = max(8, width - margin - 12 - "\(most)".count - 1)
        var text = "FIRST CHASES, DAYS AFTER THE INTERVIEW\n"
        for place in shown {
            let label = DisplayWidth.padded(current[place].label, to: margin - 2, right: true) + "  "
            let bars = [("as it was", current[place].count, Colour.dim), ("proposed", proposed[place].count, Colour.green)]
            for (row, (name, count, paint)) in bars.enumerated() {
                let bar = Self.bar(count, of: most, room: room)
                text += row == 0 ? label : String(repeating: " ", count: margin)
                text += DisplayWidth.padded(name, to: 10) + (colour && !bar.isEmpty ? paint.paint(bar) : bar)
                text += bar.isEmpty ? "\(count)\n" : " \(count)\n"
            }
        }
        return text
    }

    private func openings(_ side: String) -> [(label: String, count: Int)] {
        (effect.value(at: "\(side).openings")?.elements ?? []).map { opening in
            let from = opening["from_day"].map(CellText.of) ?? ""
            let through = opening["through_day"].map(CellText.of) ?? ""
            let label = through.isEmpty ? "\(from)+" : from == through ? from : "\(from)–\(through)"
            return (label, opening["count"].map(CellText.of).flatMap { Int($0) } ?? 0)
        }
    }

    /// A bar whose full length stands for `most`, in eighths of a cell; whatever is more than nothing is seen.
    static func bar(_ count: Int, of most: Int, room: Int) -> String {
        guard count > 0, most > 0 else { return "" }
        let eighths = max(1, count * room * 8 / most)
        let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
        return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
    }
}
