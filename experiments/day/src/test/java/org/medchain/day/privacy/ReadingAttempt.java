package org.medchain.day.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.medchain.application.HistorySearch;
import org.medchain.application.RecordSearch;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.record.KeySharing;
import org.medchain.client.search.KeywordSearch;
import org.medchain.client.session.ParticipantSession;
import org.medchain.cluster.participant.NetworkFiles;
import org.medchain.consensus.Output;
import org.medchain.contract.attestation.Attestations;
import org.medchain.contract.consent.AccessLog;
import org.medchain.contract.consent.Delegates;
import org.medchain.contract.consent.Directives;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.Records;
import org.medchain.contract.search.SearchDelegates;
import org.medchain.contract.search.SearchIndexes;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.files.keys.KeyRequest;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.transport.RefusedException;

/**
 * All that a client can ask about a record in the name of an identity.
 *
 * @param party whose identity
 * @param owner of the record, by its name
 * @param marker the record
 * @param scratch folder for files
 */
record ReadingAttempt(ParticipantFolder party, PublicKey owner, MarkerRecord marker, Path scratch) {
  private static final int LINES = 16;

  /**
   * What came of it.
   *
   * @param words of the record, and what else should not be there
   * @param admitted whether nodes still talk to the identity's key
   */
  record Attempted(TreeSet<String> words, boolean admitted) {}

  /** Something that nodes may refuse to tell. */
  @FunctionalInterface
  private interface Question {
    /** The words that the answer has. */
    TreeSet<String> answer() throws IOException, RefusedException, InterruptedException;
  }

  private static TreeSet<String> unlessRefused(Question question)
      throws IOException, InterruptedException {
    try {
      return question.answer();
    } catch (RefusedException e) {
      return new TreeSet<>();
    }
  }

  /** A read that is allowed. It can be referred to for some blocks. */
  KeyRequest allowed(Purpose purpose) throws Exception {
    try (ParticipantSession session = NetworkFiles.session(party, new char[0])) {
      Output.Accepted told = session.order(new ReadRecord(marker.id(), purpose));
      long unusedPrice = KeySharing.price(told.receipt());
      OpenedDeposit opened = new KeySharing(session).collect(marker.id(), told);
      assertThat(in(opened.encoded())).isNotEmpty();
      return new KeyRequest(marker.id(), told.request(), told.height());
    }
  }

  /**
   * Asks for all of it.
   *
   * @param purposes to read for
   * @param before a read that was allowed before, of this record or another one
   * @param searches whether to search as well
   */
  Attempted made(List<Purpose> purposes, Optional<KeyRequest> before, boolean searches)
      throws InterruptedException, UserInputException {
    TreeSet<String> words = new TreeSet<>();
    try (ParticipantSession session = NetworkFiles.session(party, new char[0])) {
      words.addAll(byShares(session, before));
      for (Purpose each : purposes) {
        words.addAll(unlessRefused(() -> read(session, each)));
      }
      words.addAll(pieces(session));
      words.addAll(entries(session));
      words.addAll(orders(session));
      if (searches) {
        words.addAll(unlessRefused(() -> search(session)));
      }
      return new Attempted(words, true);
    } catch (IOException e) {
      return new Attempted(words, false);
    }
  }

  private TreeSet<String> in(Bytes content) {
    return marker.words().in(content.toArray());
  }

  private TreeSet<String> read(ParticipantSession session, Purpose purpose)
      throws IOException, RefusedException, InterruptedException {
    Output.Accepted told = session.order(new ReadRecord(marker.id(), purpose));
    long unusedPrice = KeySharing.price(told.receipt());
    OpenedDeposit opened = new KeySharing(session).collect(marker.id(), told);
    TreeSet<String> words = in(opened.encoded());
    Path file = scratch.resolve(party.name() + "-" + marker.number());
    var unused = session.files(List.of()).get(opened.record(), opened.key(), file);
    words.addAll(marker.words().inFile(file));
    return words;
  }

  /** By the read of before, as it was and for this record, and by another's request. */
  private TreeSet<String> byShares(ParticipantSession session, Optional<KeyRequest> before)
      throws IOException, InterruptedException {
    long height = session.light().sync();
    TreeSet<String> words = shares(session, new KeyRequest(marker.id(), marker.upload(), height));
    if (before.isPresent()) {
      KeyRequest old = before.get();
      words.addAll(shares(session, old));
      words.addAll(shares(session, new KeyRequest(marker.id(), old.read(), old.height())));
    }
    return words;
  }

  private TreeSet<String> shares(ParticipantSession session, KeyRequest request)
      throws IOException, InterruptedException {
    return unlessRefused(
        () -> {
          OpenedDeposit opened =
              session.keyShares().collect(request, session.members(), (signer, patient) -> true);
          TreeSet<String> words = in(opened.encoded());
          words.add("the key of record " + request.record().brief());
          return words;
        });
  }

  /** The encrypted file is everybody's that is certified; it takes its key. */
  private TreeSet<String> pieces(ParticipantSession session) throws InterruptedException {
    Path file = scratch.resolve(party.name() + "-without-key-" + marker.number());
    FileKey none = new FileKey(Hash.ZERO.toBytes());
    try {
      session.files(List.of()).get(marker.record(), none, file);
    } catch (IOException | RefusedException e) {
      return new TreeSet<>(Files.exists(file) ? List.of("a file of a wrong key") : List.of());
    }
    return new TreeSet<>(List.of("a file without a key"));
  }

  /** What the state proves to this identity of the owner and the record. */
  private TreeSet<String> entries(ParticipantSession session)
      throws IOException, InterruptedException {
    List<StateEntry<?>> entries =
        List.of(
            Records.entry(marker.id()),
            Attestations.entry(marker.id()),
            Purchases.entry(marker.id(), session.participant()),
            Directives.countEntry(owner),
            Directives.placeEntry(owner, 0),
            Delegates.entry(owner),
            AccessLog.trailEntry(owner),
            AccessLog.lineEntry(owner, 0),
            SearchIndexes.headEntry(owner),
            SearchIndexes.journalEntry(owner, 0),
            SearchDelegates.entry(owner));
    TreeSet<String> words = new TreeSet<>();
    for (StateEntry<?> each : entries) {
      words.addAll(
          unlessRefused(() -> in(session.light().state(each.key()).value().orElse(Bytes.EMPTY))));
    }
    return words;
  }

  private TreeSet<String> orders(ParticipantSession session)
      throws IOException, InterruptedException {
    HistorySearch about =
        new HistorySearch(marker.id(), Long.MIN_VALUE, Long.MAX_VALUE, Optional.empty(), LINES);
    RecordSearch ofOwner = RecordSearch.all().ofPatient(owner).page(LINES);
    List<Question> questions =
        List.of(
            () -> in(session.light().existence(marker.upload()).value().encoded()),
            () -> in(session.light().acceptance(marker.upload()).value().encoded()),
            () -> in(session.pages().orders(about).encoded()),
            () -> in(session.pages().records(ofOwner).encoded()));
    TreeSet<String> words = new TreeSet<>();
    for (Question each : questions) {
      words.addAll(unlessRefused(each));
    }
    return words;
  }

  private TreeSet<String> search(ParticipantSession session)
      throws IOException, RefusedException, InterruptedException {
    boolean found =
        new KeywordSearch(session, owner).run(marker.keyword()).records().contains(marker.id());
    return new TreeSet<>(found ? List.of("the record by " + marker.keyword().text()) : List.of());
  }
}
