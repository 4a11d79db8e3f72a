/// Rows under columns, and the forms in which they are printed.
struct Table: Equatable {
    struct Heading: Equatable {
        var title: String
        /// Numbers stand to the right.
        var isRight = false
        /// Left out where the screen is too narrow for all columns.
        var isDetail = false
    }

    struct Cell: Equatable {
        var text: String
        var colour: Colour?
    }

    var headings: [Heading]
    var rows: [[Cell]]

    init(columns: [Column], items: [OrderedJSON]) {
        rows = items.map { item in
            columns.map { column in
                let text = column.text(of: item)
                return Cell(text: text, colour: column.colour(text))
            }
        }
        let rows = self.rows
        headings = columns.enumerated().map { position, column in
            let texts = rows.lazy.map { $0[position].text }.filter { !$0.isEmpty }
            return Heading(
                title: column.title, isRight: !texts.isEmpty && texts.allSatisfy { Int64($0) != nil },
                isDetail: column.isDetail)
        }
    }

    /// Tab-separated rows without header and without anything cut off.
    var tabSeparated: String {
        rows.map { row in row.map { CellText.tabular($0.text) }.joined(separator: "\t") + "\n" }.joined()
    }

    /// Aligned columns under a header; the widest columns give way where the screen is too narrow.
    func aligned(width: Int, colour: Bool) -> String {
        guard !headings.isEmpty else { return "" }
        let texts = rows.map { row in row.map { CellText.readable($0.text).singleLine } }
        let natural = headings.indices.map { position in
            texts.reduce(DisplayWidth.of(headings[position].title)) { max($0, DisplayWidth.of($1[position])) }
        }
        if natural.reduce(0, +) + 2 * (headings.count - 1) > width,
            let dropped = headings.indices.last(where: { headings[$0].isDetail })
        {
            var fewer = self
            fewer.headings.remove(at: dropped)
            for row in fewer.rows.indices { fewer.rows[row].remove(at: dropped) }
            return fewer.aligned(width: width, colour: colour)
        }
        let widths = Self.shrunk(natural, to: width - 2 * (headings.count - 1))
        func line(_ texts: [String], _ colours: [Colour?]) -> String {
            var cells: [String] = []
            for (position, text) in texts.enumerated() {
                let isLast = position == headings.count - 1 && !headings[position].isRight
                let cut = DisplayWidth.fitted(text, to: widths[position])
                let cell =
                    isLast ? cut : DisplayWidth.padded(cut, to: widths[position], right: headings[position].isRight)
                cells.append(colour ? colours[position]?.paint(cell) ?? cell : cell)
            }
            return cells.joined(separator: "  ") + "\n"
        }
        var result = line(headings.map(\.title), headings.map { _ in .dim })
        for (position, row) in rows.enumerated() { result += line(texts[position], row.map(\.colour)) }
        return result
    }

    /// The least width to which a column gives way.
    private static let narrowest = 8

    private static func shrunk(_ natural: [Int], to available: Int) -> [Int] {
        var widths = natural
        var excess = widths.reduce(0, +) - available
        while excess > 0, let widest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[widest] > narrowest {
            // Down to the second widest at once, not a column at a time.
            let second = widths.enumerated().filter { $0.offset != widest }.map(\.element).max() ?? narrowest
            let step = max(1, min(excess, widths[widest] - max(narrowest, second)))
            widths[widest] -= step
            excess -= step
        }
        return widths
    }
}
