/// Rows under columns, and the forms in which they are printed.
struct Table: Equatable {
    struct Heading: Equatable {
        var title: String
        /// Numbers stand to the right.
        var isRight = false
        /// Numbers and dates say nothing when they are cut.
        var isFixed = false
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
                isFixed: texts.allSatisfy { $0.first?.isNumber ?? false }, isDetail: column.isDetail)
        }
    }

    /// Tab-separated rows without header and without anything cut off.
    var tabSeparated: String {
        rows.map { row in row.map { CellText.tabular($0.text) }.joined(separator: "\t") + "\n" }.joined()
    }

    /// Aligned columns under a header.
    ///
    /// Where the screen is too narrow details are left out, and then text is cut.
    func aligned(width: Int, colour: Bool) -> String {
        let texts = rows.map { row in row.map { CellText.readable($0.text).singleLine } }
        var shown = headings.indices.map { position in
            let title = DisplayWidth.of(headings[position].title)
            return Shown(
                position: position, heading: headings[position],
                width: texts.reduce(title) { max($0, DisplayWidth.of($1[position])) })
        }
        while Shown.total(shown) > width, let detail = shown.lastIndex(where: \.heading.isDetail) {
            shown.remove(at: detail)
        }
        Shown.cut(&shown, by: Shown.total(shown) - width)
        func line(_ text: (Int) -> String, _ paint: (Int) -> Colour?) -> String {
            let cells = shown.map { column in
                let isLast = column.position == shown.last?.position
                let cut = DisplayWidth.fitted(text(column.position), to: column.width)
                let isRight = column.heading.isRight
                let cell = isLast && !isRight ? cut : DisplayWidth.padded(cut, to: column.width, right: isRight)
                return colour ? paint(column.position)?.paint(cell) ?? cell : cell
            }
            return cells.joined(separator: "  ") + "\n"
        }
        var result = line({ headings[$0].title }, { _ in .dim })
        for (number, row) in rows.enumerated() { result += line({ texts[number][$0] }, { row[$0].colour }) }
        return result
    }
}

/// A column as it is shown.
private struct Shown {
    let position: Int
    let heading: Table.Heading
    var width: Int

    /// The least width to which a column gives way.
    private static let narrowest = 8

    static func total(_ columns: [Shown]) -> Int { columns.reduce(2 * (columns.count - 1)) { $0 + $1.width } }

    /// Takes columns of text off, always from the widest.
    static func cut(_ columns: inout [Shown], by excess: Int) {
        var excess = excess
        while excess > 0 {
            let candidates = columns.indices.filter { !columns[$0].heading.isFixed && columns[$0].width > narrowest }
            guard let widest = candidates.max(by: { columns[$0].width < columns[$1].width }) else { return }
            // Down to the second widest at once, not a cell at a time.
            let second = candidates.filter { $0 != widest }.map { columns[$0].width }.max() ?? narrowest
            let step = max(1, min(excess, columns[widest].width - max(narrowest, second)))
            columns[widest].width -= step
            excess -= step
        }
    }
}
