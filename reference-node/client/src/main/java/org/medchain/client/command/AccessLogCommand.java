package org.medchain.client.command;

import java.time.Instant;
import java.util.List;
import org.medchain.client.consent.ConsentState;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.AccessTrail;
import org.medchain.data.PublicKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code medchain patient log}: the reads, their times and purposes, and the refusals (CON-31,
 * PROC-11).
 */
@Command(
    name = "log",
    description = {
      "Lists who asked to read your records, when, what for, and the answer and price, as the state"
          + " proves it:",
      "the last 64 granted and 16 refused reads. BREAK_GLASS is an emergency without consent."
    })
final class AccessLogCommand extends SessionCommand {
  @Mixin private OwnerOption owner;

  @Override
  CommandAnswer run() throws Exception {
    ParticipantSession session = session();
    session.advance(); // others asked: the answers to them have to be proved
    PublicKey whose = owner.key(identities(), session.participant());
    ConsentState state = new ConsentState(session.light(), whose);
    AccessTrail trail = state.trail();
    List<AccessEntry> entries = state.lines(trail);
    return CommandAnswer.list("reads", entries.stream().map(AccessLogCommand::row).toList())
        .line(trail.granted() + " granted, " + trail.refused() + " refused")
        .with("granted", trail.granted())
        .with("refused", trail.refused());
  }

  private static CommandAnswer row(AccessEntry read) {
    boolean granted = read.answer().granted();
    String price = read.price() > 0 ? " for {price_points} points" : "";
    return CommandAnswer.of("number", read.number())
        .with("at", Instant.ofEpochMilli(read.timeMs()))
        .with("record", read.record())
        .with("reader", read.reader())
        .with("purpose", read.purpose())
        .with("granted", granted)
        .with("reason", read.answer())
        .with("price_points", read.price())
        .with("height", read.height())
        .text(
            "{at}  {reader~}  record {record~}  {purpose}  %s: %s%s"
                .formatted(granted ? "granted" : "refused", read.answer().words(), price));
  }
}
