extension ContactDetailScan {
    /// Addresses with a scheme or `www.`, and bare hosts under a well-known top level, spelled ones included.
    func links() -> [Range<Int>] {
        var found: [Range<Int>] = []
        var index = 0
        while index < text.count {
            guard isWordPart(index), !isWordPart(index - 1), let end = link(at: index) else {
                index += 1
                continue
            }
            found.append(index..<end)
            index = end
        }
        return found
    }

    private static let schemes = [
        "https://", "http://", "ftp://", "mailto:", "tel:", "sms:", "hxxps://", "hxxp://", "www.",
    ]

    private func link(at index: Int) -> Int? {
        if let scheme = Self.schemes.first(where: { matches($0, at: index) }) {
            let end = pathEnd(from: index + scheme.unicodeScalars.count)
            return end > index + scheme.unicodeScalars.count ? end : nil
        }
        guard at(index - 1) != "@", at(index - 1) != ".", let host = domain(from: index) else { return nil }
        guard at(host.end) != "@", isKnownHost(index..<host.end, isSpelled: host.isSpelled) else { return nil }
        return at(host.end) == "/" || at(host.end) == ":" || at(host.end) == "?" ? pathEnd(from: host.end) : host.end
    }

    /// The end of a path without the punctuation of the sentence around it.
    private func pathEnd(from start: Int) -> Int {
        var end = start
        while end < text.count, !isSpace(end), at(end) != "<", at(end) != ">", at(end) != "\"" { end += 1 }
        while end > start, let last = at(end - 1), ".,;:!?)]}'".unicodeScalars.contains(last) { end -= 1 }
        return end
    }

    private static let topLevels: Set<String> = [
        "com", "net", "org", "info", "biz", "eu", "uk", "de", "fr", "ie", "jp", "ng", "nl", "es", "ch", "se", "dk",
        "pl", "pt",
        "io", "dev", "app", "ai", "co", "tech", "online", "site", "xyz", "jobs", "careers", "cloud", "link", "page",
        "ly", "gg", "cc", "tv", "edu", "gov",
    ]
    /// Top levels that are also words: a missing space after a full stop looks the same.
    private static let wordLikeTopLevels: Set<String> = [
        "in", "me", "at", "is", "it", "to", "us", "be", "so", "am", "my", "no",
    ]
    /// Names of software, not of hosts.
    private static let software: Set<String> = [
        "asp.net", "ado.net", "vb.net", "ml.net", "c.net", "socket.io", "draw.io",
    ]
    /// "The dot com years" is no host.
    private static let articles: Set<String> = [
        "the", "a", "an", "this", "that", "every", "of", "and", "or", "in", "was",
    ]

    private func isKnownHost(_ span: Range<Int>, isSpelled: Bool) -> Bool {
        let labels = string(span).split { !$0.isLetter && !$0.isNumber && $0 != "-" }.map(String.init)
            .filter { $0 != "dot" }
        guard labels.count >= 2, let last = labels.last else { return false }
        if isSpelled {
            return Self.topLevels.contains(last) && !Self.articles.contains(labels[0])
        }
        let hasPath = at(span.upperBound) == "/" && isWordPart(span.upperBound + 1)
        if Self.wordLikeTopLevels.contains(last) { return hasPath || labels.count >= 3 }
        guard Self.topLevels.contains(last) else { return false }
        if hasPath { return true }
        // "the office.Co-workers": a capital after the dot begins a sentence.
        let lastStart = span.upperBound - last.unicodeScalars.count
        let beginsSentence = isCapital(lastStart) && !isCapital(lastStart + 1) && !isCapital(span.lowerBound)
        return !beginsSentence && !Self.software.contains(string(span))
    }

    /// `@name`, and `skype: name` for the services that people name.
    func handles() -> [Range<Int>] {
        text.indices.compactMap { index in
            if at(index) == "@" {
                // After a name and without a dot it is an address inside of some service.
                let start = isWordPart(index - 1) ? wordStart(index - 1) : index
                guard isLetter(index + 1), let end = handleEnd(from: index + 1) else { return nil }
                return start..<end
            }
            guard isLetter(index), !isWordPart(index - 1) else { return nil }
            guard let service = Self.services.first(where: { matches($0, at: index) }) else { return nil }
            return handle(afterServiceEndingAt: index + service.unicodeScalars.count).map { index..<$0 }
        }
    }

    private static let services = [
        "whatsapp", "telegram", "skype", "signal", "wechat", "viber", "instagram", "insta", "facebook", "twitter",
        "linkedin", "snapchat", "discord", "teams", "line id", "xing",
    ]

    private func handle(afterServiceEndingAt end: Int) -> Int? {
        guard !isLetter(end) else { return nil }
        var position = skippingSpaces(from: end)
        for word in ["id", "handle", "name", "username"]
        where matches(word, at: position) && !isLetter(position + word.count) {
            position = skippingSpaces(from: position + word.count)
            break
        }
        guard let sign = at(position), ":=@".unicodeScalars.contains(sign) else { return nil }
        position = skippingSpaces(from: position + 1)
        if at(position) == "@" { position += 1 }
        return isWordPart(position) ? handleEnd(from: position) : nil
    }

    private func handleEnd(from start: Int) -> Int? {
        var end = start
        while end < start + 64, isWordPart(end) || at(end) == "_" || at(end) == "." || at(end) == "-" { end += 1 }
        while end > start, !isWordPart(end - 1), at(end - 1) != "_" { end -= 1 }
        return end - start >= 3 ? end : nil
    }

    private func wordStart(_ index: Int) -> Int {
        var start = index
        while start > max(0, index - 63), isWordPart(start - 1) || at(start - 1) == "." || at(start - 1) == "_" {
            start -= 1
        }
        return start
    }
}
