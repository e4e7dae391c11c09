package org.medchain.participant.command;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Hash;
import org.medchain.node.agency.LedgerQuery;
import org.medchain.node.agency.LedgerQueryResponse;
import org.medchain.node.agency.LedgerQueryResponse.RecordIdsResponse;
import org.medchain.node.transport.RefusedException;
import org.medchain.participant.identity.KeptRecord;
import org.medchain.participant.session.ParticipantSession;
import picocli.CommandLine.Command;

/** {@code medchain patient records}: what an agency lists, each entry proved (paper §3.2.6). */
@Command(
    name = "records",
    description = "Lists your records, as the state proves them, and uploads that are unfinished.",
    mixinStandardHelpOptions = true)
final class RecordListCommand extends SessionCommand {
  @Override
  CommandAnswer run(ParticipantSession session)
      throws IOException, RefusedException, InterruptedException {
    session.settle();
    Map<Hash, KeptRecord> kept = new LinkedHashMap<>();
    session.folder().keptRecords().forEach(each -> kept.put(each.id(), each));
    Set<Hash> ids = new TreeSet<>(kept.keySet());
    ids.addAll(listed(session));
    List<String> lines = new ArrayList<>();
    List<Map<String, Object>> records = new ArrayList<>();
    for (Hash id : ids) {
      Map<String, Object> fields =
          fields(id, session.light().record(id).value(), Optional.ofNullable(kept.get(id)));
      records.add(fields);
      lines.add(line(fields));
    }
    lines.add(records.size() + (records.size() == 1 ? " record" : " records"));
    return new CommandAnswer(lines, new LinkedHashMap<>(Map.of("records", records)));
  }

  private static List<Hash> listed(ParticipantSession session)
      throws RefusedException, InterruptedException {
    List<Hash> all = new ArrayList<>();
    boolean more = true;
    while (more) {
      LedgerQueryResponse answer =
          session.ask(new LedgerQuery.PatientRecordsQuery(session.keys().publicKey(), all.size()));
      if (!(answer instanceof RecordIdsResponse page)) {
        throw new RefusedException("an agency's answer is no list of records");
      }
      all.addAll(page.ids());
      more = page.ids().size() == RecordIdsResponse.MAX_RECORDS;
    }
    return all;
  }

  private static Map<String, Object> fields(
      Hash id, Optional<StoredRecord> stored, Optional<KeptRecord> kept) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("record", id.toHex());
    fields.put(
        "state",
        stored
            .map(each -> each.status().name().toLowerCase(Locale.ROOT))
            .orElse("not on the chain"));
    stored.ifPresent(
        each -> {
          fields.put("type", each.type());
          fields.put("doctor", each.doctor().value().toHex());
          fields.put("height", each.height());
        });
    kept.ifPresent(
        each -> {
          // What only the owner knows, where the chain has it sealed (PRIV-6).
          fields.put("type", each.type());
          fields.put("description", each.description());
          if (each.texts().isPresent()) {
            fields.put("sealed_type", sealedType(each));
          }
          fields.put("made", Instant.ofEpochMilli(each.record().digest().timestampMs()) + "");
        });
    fields.put("file", kept.isEmpty() ? "no key" : kept.get().placed() ? "placed" : "unfinished");
    return fields;
  }

  /** As it stands on the chain, for a delegate to name. */
  private static String sealedType(KeptRecord kept) {
    return kept.record().digest().type();
  }

  private static String line(Map<String, Object> fields) {
    return fields.get("record")
        + "  "
        + fields.get("state")
        + "  "
        + fields.getOrDefault("type", "-")
        + "  file "
        + fields.get("file");
  }
}
