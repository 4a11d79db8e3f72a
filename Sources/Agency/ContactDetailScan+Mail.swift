extension ContactDetailScan {
    /// `name@host.com`, `name (at) host dot com` and what lies between.
    func emails() -> [Range<Int>] {
        text.indices.compactMap { index in
            guard let sign = atSign(index) else { return nil }
            guard let domain = domain(from: sign.after, needsSpelledDot: sign.isWeak) else { return nil }
            guard let start = localPart(endingAt: sign.before) else { return nil }
            return start..<domain.end
        }
    }

    private struct Sign {
        /// The last position of the local part and the first of the domain.
        let before: Int
        let after: Int
        /// A bare word "at" counts only with a spelled "dot".
        let isWeak: Bool
    }

    private func atSign(_ index: Int) -> Sign? {
        if at(index) == "@" {
            return Sign(
                before: skippingSpaces(backFrom: index - 1, limit: 1), after: skippingSpaces(from: index + 1, limit: 1),
                isWeak: false)
        }
        if let end = bracketed("at", at: index) {
            return Sign(before: skippingSpaces(backFrom: index - 1), after: skippingSpaces(from: end), isWeak: false)
        }
        if matches("at", at: index), isSpace(index - 1), isSpace(index + 2) {
            return Sign(
                before: skippingSpaces(backFrom: index - 1), after: skippingSpaces(from: index + 2), isWeak: true)
        }
        return nil
    }

    /// The end of `(word)`, `[word]`, `{word}` or `<word>`, spaces inside allowed.
    private func bracketed(_ word: String, at index: Int) -> Int? {
        guard let open = at(index), "([{<".unicodeScalars.contains(open) else { return nil }
        let start = skippingSpaces(from: index + 1)
        guard matches(word, at: start) else { return nil }
        let end = skippingSpaces(from: start + word.unicodeScalars.count)
        guard let close = at(end), ")]}>".unicodeScalars.contains(close) else { return nil }
        return end + 1
    }

    /// A dot between two labels: `.`, `(dot)` or the word with spaces around it.
    func dot(_ index: Int) -> (end: Int, isSpelled: Bool)? {
        if at(index) == "." { return (index + 1, false) }
        let start = skippingSpaces(from: index)
        if let end = bracketed("dot", at: start) { return (skippingSpaces(from: end), true) }
        if start > index, matches("dot", at: start), isSpace(start + 3) {
            return (skippingSpaces(from: start + 3), true)
        }
        return nil
    }

    /// A host name that ends in a label of letters.
    func domain(from start: Int, needsSpelledDot: Bool = false) -> (end: Int, isSpelled: Bool)? {
        var position = start
        var isSpelled = false
        var labels = 0
        var best: Int?
        while labels < 8, let end = label(from: position) {
            labels += 1
            let length = end - position
            if labels > 1, length >= 2, !(position..<end).contains(where: { isDigit($0) }) { best = end }
            guard let dot = dot(end) else { break }
            isSpelled = isSpelled || dot.isSpelled
            position = dot.end
        }
        guard let best, isSpelled || !needsSpelledDot else { return nil }
        return (best, isSpelled)
    }

    private func label(from start: Int) -> Int? {
        var end = start
        while end < start + 63, isWordPart(end) || (at(end) == "-" && isWordPart(end + 1)) { end += 1 }
        return end > start && isWordPart(start) ? end : nil
    }

    /// The beginning of the name before an at sign, spelled dots included.
    private func localPart(endingAt last: Int) -> Int? {
        guard isWordPart(last) || at(last) == "_" || at(last) == "-" else { return nil }
        var start = run(endingAt: last)
        for _ in 0..<3 {
            let before = skippingSpaces(backFrom: start - 1)
            guard before < start - 1, matches("dot", at: before - 2), isSpace(before - 3) else { break }
            let word = skippingSpaces(backFrom: before - 3)
            guard isWordPart(word) else { break }
            start = run(endingAt: word)
        }
        return start
    }

    private func run(endingAt last: Int) -> Int {
        var start = last
        while start > max(0, last - 63), isLocal(start - 1) { start -= 1 }
        while start < last, !isWordPart(start) { start += 1 }
        return start
    }

    private func isLocal(_ index: Int) -> Bool {
        guard let scalar = at(index) else { return false }
        return isWordPart(index) || "._%+'-".unicodeScalars.contains(scalar)
    }
}
