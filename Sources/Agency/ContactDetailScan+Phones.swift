extension ContactDetailScan {
    /// Numbers in the shapes in which people write phone numbers; dates, times, money and references are not.
    func phones() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < text.count {
            guard isDigit(index), !isDigit(index - 1) else {
                index += 1
                continue
            }
            let groups = groups(from: index)
            index = groups.last?.span.upperBound ?? index + 1
            for part in PhoneShape.parts(of: groups) {
                guard let first = part.first, let last = part.last else { continue }
                let shape = PhoneShape(
                    groups: part, surroundings: surroundings(first.span.lowerBound, last.span.upperBound))
                guard shape.isPhone else { continue }
                found.append(start(of: first.span.lowerBound)..<extended(last.span.upperBound))
            }
        }
        return found
    }

    /// Groups of digits with at most three signs of separation between them.
    private func groups(from start: Int) -> [DigitGroup] {
        var groups: [DigitGroup] = []
        var separator = ""
        var position = start
        while isDigit(position) {
            var end = position
            while isDigit(end) { end += 1 }
            groups.append(DigitGroup(digits: string(position..<end), span: position..<end, separator: separator))
            position = end
            while position < end + 3, let sign = at(position),
                isSpace(position) || "-.()/".unicodeScalars.contains(sign)
            {
                position += 1
            }
            separator = string(end..<position)
            // A new international prefix begins a new number.
            if at(position) == "+" { break }
        }
        return groups
    }

    private func surroundings(_ start: Int, _ end: Int) -> PhoneShape.Surroundings {
        var first = start - 1
        if at(first) == "(" { first -= 1 }
        let hasPlus = at(first) == "+" || (at(first) == " " && at(first - 1) == "+")
        if hasPlus { first = skippingSpaces(backFrom: first) - 1 }
        let near = skippingSpaces(backFrom: first, limit: 1)
        let words = words(before: first + 1, count: 4)
        let after = skippingSpaces(from: end, limit: 1)
        let currencyBefore = at(near)?.properties.generalCategory == .currencySymbol
        let currencyAfter = at(after)?.properties.generalCategory == .currencySymbol
        let wordAfter = string(after..<(after + 3))
        let nearest = words.first ?? ""
        return PhoneShape.Surroundings(
            hasPlus: hasPlus,
            isCalled: words.contains { Self.callWords.contains($0) },
            isReference: Self.referenceWords.contains(nearest) || at(near) == "#",
            isMoney: currencyBefore || currencyAfter || Currency(nearest.uppercased()) != nil
                || Currency(wordAfter.uppercased()) != nil || at(end) == "%",
            isInsideWord: isInsideWord(first: first, end: end, nearest: nearest))
    }

    private func isInsideWord(first: Int, end: Int, nearest: String) -> Bool {
        let joinsBefore =
            isLetter(first) || at(first) == "_"
            || ((at(first) == "-" || at(first) == "/" || at(first) == ",") && isWordPart(first - 1))
        let joinsAfter = isLetter(end) && !matches("x", at: end) && !matches("ext", at: end)
        return joinsAfter || (joinsBefore && !Self.callWords.contains(nearest))
    }

    private static let callWords: Set<String> = [
        "call", "phone", "tel", "telephone", "mobile", "mob", "cell", "ring", "text", "whatsapp", "dial", "landline",
        "handy", "telefon", "reach", "sms",
    ]
    private static let referenceWords: Set<String> = [
        "ref", "reference", "order", "invoice", "ticket", "case", "account", "id", "isbn", "vat", "po", "serial",
        "version",
        "iban", "requisition", "req", "job", "vacancy",
    ]

    /// Takes a plus sign and an opening bracket in front along.
    private func start(of index: Int) -> Int {
        var start = index
        if at(start - 1) == "(" { start -= 1 }
        let before = skippingSpaces(backFrom: start - 1, limit: 1)
        return at(before) == "+" ? before : start
    }

    /// Takes `x 12` or `ext. 12` behind along.
    private func extended(_ end: Int) -> Int {
        var position = skippingSpaces(from: end)
        guard let word = ["extension", "ext.", "ext", "x"].first(where: { matches($0, at: position) }) else {
            return end
        }
        position = skippingSpaces(from: position + word.count)
        guard isDigit(position) else { return end }
        var last = position
        while last < position + 6, isDigit(last) { last += 1 }
        return last
    }
}
