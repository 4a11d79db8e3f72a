/// What is taken over from OpenCATS, in the order in which it is stored.
enum OpenCATSTable: String, CaseIterable, Sendable {
    case client, candidate, contact
    case vacancy = "joborder"
    case submission = "candidate_joborder"

    /// The word under which `import_keys` remembers it.
    var kind: String {
        switch self {
        case .client: "client"
        case .candidate: "candidate"
        case .contact: "contact"
        case .vacancy: "vacancy"
        case .submission: "submission"
        }
    }

    /// The table of that name in a dump; clients were called `client` first and `company` later.
    init?(dumpName: String) {
        if dumpName == "company" {
            self = .client
        } else if let table = Self(rawValue: dumpName) {
            self = table
        } else {
            return nil
        }
    }

    /// The columns that are read, by table.
    static let wanted: [String: Set<String>] = [
        "user": ["user_id", "user_name", "email"],
        "client": ["client_id", "name", "owner", "entered_by"],
        "company": ["company_id", "name", "owner", "entered_by"],
        "contact": [
            "contact_id", "client_id", "company_id", "last_name", "first_name", "title", "email1", "email2",
            "phone_work",
            "phone_cell", "phone_other",
        ],
        "candidate": [
            "candidate_id", "last_name", "first_name", "phone_home", "phone_cell", "phone_work", "email1", "email2",
            "owner", "entered_by", "date_created",
        ],
        "joborder": [
            "joborder_id", "client_id", "company_id", "contact_id", "title", "status", "recruiter", "owner",
            "entered_by", "date_created", "date_modified",
        ],
        "candidate_joborder": [
            "candidate_joborder_id", "candidate_id", "joborder_id", "status", "date_submitted", "date_created",
            "date_modified",
        ],
        "candidate_joborder_status_history": ["candidate_id", "joborder_id", "date", "status_to"],
    ]
}

extension DumpRow {
    /// The text of a column on one line; nil for NULL, for nothing, and for 0, which old backups write for both.
    func text(_ column: String) -> String? {
        guard let value = values[column] else { return nil }
        let words = value.split(whereSeparator: \.isWhitespace)
        let text = words.joined(separator: " ")
        return text.isEmpty || text == "0" ? nil : text
    }

    /// The first of several columns that has a text.
    func text(_ columns: [String]) -> String? {
        for column in columns {
            if let text = text(column) { return text }
        }
        return nil
    }

    /// A positive number as OpenCATS numbers its records; nil where it points nowhere (NULL, 0, -1).
    func id(_ columns: String...) -> String? {
        for column in columns {
            if let number = text(column).flatMap({ Int64($0) }), number > 0 { return String(number) }
        }
        return nil
    }
}
