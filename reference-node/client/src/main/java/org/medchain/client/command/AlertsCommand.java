package org.medchain.client.command;

import static org.medchain.client.command.CommandAnswer.count;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.medchain.client.alerts.Alert;
import org.medchain.client.alerts.AlertFeed;
import org.medchain.client.session.ParticipantSession;
import org.medchain.node.agency.client.Polling;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code medchain patient alerts}: the acts of others with one's records and delegates, each once
 * (PROC-15).
 */
@Command(
    name = "alerts",
    description =
        "Shows what others did with your records since you looked last: reads with purpose and"
            + " answer, attestations, verdicts, holders; and each delegate of yours whom another,"
            + " as the center, appointed or ended; but not what you ordered. BTG is an emergency"
            + " read without consent. Each alert is shown once.")
final class AlertsCommand extends SessionCommand {
  private static final long PAUSE_MS = 1_000;

  @Option(names = "--follow", description = "Stays, and shows what comes, until interrupted.")
  private boolean follows;

  @Option(names = "--seconds", paramLabel = "N", description = "With --follow: ends after so long.")
  private int seconds = Integer.MAX_VALUE;

  @Override
  CommandAnswer run() throws Exception {
    Duration time = time(seconds);
    ParticipantSession session = session();
    session.advance(); // others ordered it: reads have to be proved
    AlertFeed feed = new AlertFeed(session);
    long lost = feed.lost();
    List<Object> alerts = new ArrayList<>();
    boolean unused =
        Polling.until(
            time,
            PAUSE_MS,
            () -> {
              long unusedHeight = session.light().sync();
              for (Alert each : feed.news()) {
                CommandAnswer row = row(session, each);
                alerts.add(row.fields());
                progress(row.lines().getFirst());
              }
              feed.noteSeen();
              return !follows;
            });
    String more = lost == 0 ? "" : "; " + lost + " earlier reads are only in 'history'";
    return CommandAnswer.of(count(alerts.size(), "alert") + more)
        .with("alerts", alerts)
        .with("reads_in_history_alone", lost);
  }

  private static CommandAnswer row(ParticipantSession session, Alert alert) {
    CommandAnswer row =
        CommandAnswer.of("place", PageOptions.text(alert.place()))
            .with("at", session.timeOf(alert.place()))
            .with("operation", alert.what())
            .with("by", alert.by());
    String words =
        switch (alert.about()) {
          case Alert.OfRecord of -> ofRecord(row, of);
          case Alert.OfDelegate of -> ofDelegate(row, of);
        };
    String first = alert.isEmergency() ? "EMERGENCY (BTG)  " : "";
    return row.with("emergency", alert.isEmergency()).text(first + "{at}  {operation}" + words);
  }

  private static String ofRecord(CommandAnswer row, Alert.OfRecord of) {
    row.with("record", of.id());
    of.read()
        .ifPresent(
            line ->
                row.with("purpose", line.purpose())
                    .with("granted", line.answer().granted())
                    .with("reason", line.answer()));
    return " of record {record~} by {by~}"
        + (of.read().isPresent() ? " for {purpose}: {reason}" : "");
  }

  private static String ofDelegate(CommandAnswer row, Alert.OfDelegate of) {
    of.delegate().ifPresent(key -> row.with("delegate", key));
    of.untilMs().ifPresent(timeMs -> row.with("until", Instant.ofEpochMilli(timeMs)));
    return (of.delegate().isPresent() ? " {delegate~}" : " (what became of it is not proved)")
        + " by {by~}"
        + (of.untilMs().isPresent() ? " until {until}" : "");
  }
}
