/// A name, title or other single line of 1 to 200 characters.
package struct ShortText: ConstrainedText {
    package static let requirement = "must be one line of 1 to 200 characters"

    package let value: String

    package init?(_ text: String) {
        guard let value = PlainText.check(text, limit: 200, isMultiline: false) else { return nil }
        self.value = value
    }
}

/// Free text of 1 to 20,000 characters; line breaks and tabs are kept.
package struct LongText: ConstrainedText {
    package static let requirement = "must be text of 1 to 20000 characters"

    package let value: String

    package init?(_ text: String) {
        guard let value = PlainText.check(text, limit: 20_000, isMultiline: true) else { return nil }
        self.value = value
    }
}

/// The name of a holiday calendar, such as `GB-ENG`.
package struct CalendarName: ConstrainedText {
    package static let requirement = "must be a calendar name of letters, digits, _ + or -"

    package let value: String

    package init?(_ text: String) {
        guard isName(text, allowsSlash: false) else { return nil }
        value = text
    }
}

/// A time zone name by its syntax, such as `Europe/London`; only the database knows whether it exists.
package struct TimeZoneName: ConstrainedText {
    package static let requirement = "must be a time zone name such as Europe/London"

    package let value: String

    package init?(_ text: String) {
        guard isName(text, allowsSlash: true) else { return nil }
        value = text
    }
}

private func isName(_ text: String, allowsSlash: Bool) -> Bool {
    (1...64).contains(text.utf8.count)
        && text.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"):
                true
            case UInt8(ascii: "/"): allowsSlash
            default: false
            }
        }
}
