/// One record as lines of key and value.
struct RecordLines: Equatable {
    struct Line: Equatable {
        var key: String
        var value: String
    }

    var lines: [Line]

    /// Objects inside the record become keys with a dot.
    init(_ record: OrderedJSON) {
        var lines: [Line] = []
        func add(_ value: OrderedJSON, under key: String) {
            if let members = value.members {
                for member in members { add(member.value, under: key.isEmpty ? member.name : "\(key).\(member.name)") }
            } else {
                lines.append(Line(key: key, value: CellText.of(value)))
            }
        }
        add(record, under: "")
        self.lines = lines
    }

    var tabSeparated: String {
        lines.map { "\($0.key)\t\(CellText.tabular($0.value))\n" }.joined()
    }

    /// Aligned values; what is not known is left out, long text keeps its lines.
    func aligned(colour: Bool) -> String {
        let shown = lines.filter { !$0.value.isEmpty }
        let width = shown.reduce(0) { max($0, DisplayWidth.of($1.key)) }
        let margin = String(repeating: " ", count: width + 2)
        return shown.map { line in
            let key = DisplayWidth.padded(line.key.replacing("_", with: " "), to: width)
            let value = CellText.readable(line.value).split(separator: "\n", omittingEmptySubsequences: false)
                .map { String($0).singleLine }.joined(separator: "\n" + margin)
            return (colour ? Colour.dim.paint(key) : key) + "  " + value + "\n"
        }.joined()
    }
}
