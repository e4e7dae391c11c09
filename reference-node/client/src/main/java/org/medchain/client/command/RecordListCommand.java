package org.medchain.client.command;

import static org.medchain.client.command.CommandAnswer.count;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.medchain.application.FoundRecord;
import org.medchain.application.Location;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.record.TextSealing;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord.DigestBlock;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code medchain patient records}, {@code doctor records}: the records that f + 1 agencies find,
 * each entry proved (paper §3.2.6; PROC-12). So no single agency can hide a record, nor invent one.
 */
@Command(
    name = "records",
    description =
        "Lists a patient's own records or those that name a doctor, by type, other party and time,"
            + " a page at a time, as the state proves them; and uploads from here that are"
            + " unfinished.")
final class RecordListCommand extends SessionCommand {
  @Option(names = "--type", paramLabel = "TYPE", description = "Only of this type.")
  private String type;

  @Option(
      names = {"--doctor", "--patient"},
      paramLabel = "KEY",
      description = "Only with this other party: a key, or an identity of this machine.")
  private String party;

  @Mixin private PageOptions pages;

  @Override
  CommandAnswer run() throws Exception {
    RecordSearch paged = pages.records();
    ParticipantSession session = session();
    session.settle();
    RecordSearch search = search(session, paged);
    Map<Hash, KeptRecord> kept = kept(session, search, type);
    Page<FoundRecord> page = session.pages().records(search);
    Map<Hash, Location> places = new LinkedHashMap<>();
    page.lines().forEach(each -> places.put(each.record(), each.place()));
    List<Hash> ids = new ArrayList<>(places.keySet());
    List<Hash> others = new ArrayList<>();
    for (KeptRecord each : kept.values()) {
      if (!places.containsKey(each.id()) && isNotListed(session, search, each)) {
        others.add(each.id());
      }
    }
    ids.addAll(pages.isWhole() ? others : List.of());
    List<CommandAnswer> records = new ArrayList<>();
    for (Hash id : ids) {
      RecordRow row =
          new RecordRow(id, session.state(Records.entry(id)), Optional.ofNullable(kept.get(id)));
      CommandAnswer answer = row.answer();
      Optional<Location> place = Optional.ofNullable(places.get(id));
      records.add(place.map(at -> answer.with("place", PageOptions.text(at))).orElse(answer));
    }
    CommandAnswer answer =
        CommandAnswer.list("records", records).line(count(records.size(), "record"));
    if (!pages.isWhole() && !others.isEmpty()) {
      answer.line(
          others.size()
              + " more of this folder, unfinished or with an earlier name of the type, are listed only"
              + " without --since, --until and --after");
    }
    return PageOptions.followed(answer, page);
  }

  private RecordSearch search(ParticipantSession session, RecordSearch paged) throws Exception {
    PublicKey own = session.participant();
    boolean isDoctor = session.card().role() == Role.DOCTOR;
    RecordSearch mine = isDoctor ? paged.byDoctor(own) : paged.ofPatient(own);
    if (party != null) {
      PublicKey other = identities().key(party);
      mine = isDoctor ? mine.ofPatient(other) : mine.byDoctor(other);
    }
    TextSealing sealing = new TextSealing(session);
    return type == null
        ? mine
        : mine.ofType(typed("--type: ", () -> sealing.typeOnChain(type, !isDoctor)));
  }

  /**
   * The records that were uploaded from here and fit. Their types are known in words, also by names
   * from before a change of the keys.
   */
  private static Map<Hash, KeptRecord> kept(
      ParticipantSession session, RecordSearch search, String type) throws IOException {
    Map<Hash, KeptRecord> kept = new LinkedHashMap<>();
    for (KeptRecord each : session.folder().keptRecords()) {
      boolean named = search.type().stream().allMatch(each.record().digest().type()::equals);
      if ((named || each.type().equals(type))
          && search.doctor().stream().allMatch(each.record().digest().doctor()::equals)) {
        kept.put(each.id(), each);
      }
    }
    return kept;
  }

  /** It is unfinished, or the ledger has its type in other words: no page of a node has it. */
  private static boolean isNotListed(
      ParticipantSession session, RecordSearch search, KeptRecord kept) throws RefusedException {
    return kept.request() == 0
        || session.state(Records.entry(kept.id())).stream()
            .anyMatch(
                stored -> search.type().isPresent() && !search.type().get().equals(stored.type()));
  }

  private record RecordRow(Hash id, Optional<StoredRecord> stored, Optional<KeptRecord> kept) {
    CommandAnswer answer() {
      CommandAnswer row =
          CommandAnswer.of("record", id)
              .with("state", stored.map(each -> word(each.status())).orElse("not on the chain"));
      // In words only the owner knows it, where the chain has it sealed (PRIV-6).
      Optional<String> type = kept.map(KeptRecord::type).or(() -> stored.map(StoredRecord::type));
      type.ifPresent(each -> row.with("type", each));
      stored.ifPresent(
          each ->
              row.with("patient", each.owner())
                  .with("doctor", each.doctor())
                  .with("height", each.height()));
      kept.ifPresent(
          each -> {
            DigestBlock digest = each.record().digest();
            row.with("description", each.description());
            if (each.texts().isPresent()) {
              row.with("sealed_type", digest.type()); // as on the chain, for a delegate to name
            }
            row.with("made", Instant.ofEpochMilli(digest.timestampMs()));
          });
      return row.with("file", kept.map(each -> word(each.file())).orElse("no key"))
          .text("{record}  {state}  " + (type.isPresent() ? "{type}" : "-") + "  file {file}");
    }
  }

  private static String word(Enum<?> state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
