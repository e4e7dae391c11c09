package org.medchain.participant.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.AccessTrail;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.consent.ConsentState;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code medchain patient log}: who looked, when and why, and what was refused (CON-31, PROC-11).
 */
@Command(
    name = "log",
    description = {
      "Lists who asked to read your records, when, what for, and the answer and price, as the state"
          + " proves it:",
      "the last 64 granted and 16 refused reads. BREAK_GLASS is an emergency without consent."
    },
    mixinStandardHelpOptions = true)
final class AccessLogCommand extends SessionCommand {
  @Mixin private OwnerOption owner;

  @Override
  CommandAnswer run(ParticipantSession session)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    session.advance(); // others asked: what they were answered has to be proved
    PublicKey whose = owner.key(identities(), session.participant());
    ConsentState state = new ConsentState(session.light(), whose);
    AccessTrail trail = state.trail();
    List<AccessEntry> entries = state.lines(trail);
    List<String> lines = new ArrayList<>(entries.stream().map(AccessLogCommand::line).toList());
    lines.add(trail.granted() + " granted, " + trail.refused() + " refused");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("reads", entries.stream().map(AccessLogCommand::fields).toList());
    fields.put("granted", trail.granted());
    fields.put("refused", trail.refused());
    return new CommandAnswer(lines, fields);
  }

  private static Map<String, Object> fields(AccessEntry line) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("number", line.number());
    fields.put("at", Instant.ofEpochMilli(line.timeMs()).toString());
    fields.put("record", line.record().toHex());
    fields.put("reader", line.reader().value().toHex());
    fields.put("purpose", line.purpose().name());
    fields.put("granted", line.answer().granted());
    fields.put("reason", line.answer().name());
    fields.put("price_points", line.price());
    fields.put("height", line.height());
    return fields;
  }

  private static String line(AccessEntry line) {
    return Instant.ofEpochMilli(line.timeMs())
        + "  "
        + line.reader().brief()
        + "  record "
        + line.record().brief()
        + "  "
        + line.purpose()
        + "  "
        + (line.answer().granted() ? "granted: " : "refused: ")
        + line.answer().words()
        + (line.price() > 0 ? " for " + line.price() + " points" : "");
  }
}
