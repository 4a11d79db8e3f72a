import Agency

extension CandidateStatus: JSONWritable {
    func write(to text: inout JSONText) {
        text.append("{\"submissions\":")
        text.write(submissions) { $1.write(to: &$0) }
        text.append("}")
    }
}

extension SubmissionStatus {
    fileprivate func write(to text: inout JSONText) {
        text.append("{\"id\":")
        text.write(number: id)
        text.append(",\"vacancy\":")
        text.write(string: vacancy)
        text.append(",\"client\":")
        text.write(string: client)
        text.append(",\"channel\":")
        text.write(string: channel.rawValue)
        text.append(",\"stage\":")
        text.write(string: stage.rawValue)
        text.append(",\"known\":")
        text.write(known) { text, fact in
            text.append("{\"what\":")
            text.write(string: fact.what)
            text.append(",\"on\":")
            text.write(date: fact.on)
            text.append("}")
        }
        text.append(",\"next\":{\"what\":")
        text.write(string: next.what)
        text.append(",\"by\":")
        text.write(date: next.by)
        text.append("},\"may_now\":")
        text.write(mayNow) { $1.write(to: &$0) }
        text.append(",\"agent\":{\"name\":")
        text.write(string: agent.name)
        text.append(",\"email\":")
        text.write(string: agent.email)
        text.append(",\"phone\":")
        text.write(string: agent.phone)
        text.append("}}")
    }
}

extension Permission {
    fileprivate func write(to text: inout JSONText) {
        text.append("{\"action\":")
        text.write(string: action.rawValue)
        text.append(",\"allowed\":")
        text.write(bool: allowed)
        text.append(",\"opens_on\":")
        text.write(date: opensOn)
        text.append(",\"through\":")
        text.write(string: through)
        text.append(",\"reason\":")
        text.write(string: reason)
        text.append("}")
    }
}
