package org.medchain.consensus.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.OrderingRight;
import org.medchain.consensus.Request;
import org.medchain.consensus.pbft.message.Checkpoint;
import org.medchain.consensus.pbft.message.CheckpointCertificate;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.DecidedBlock;
import org.medchain.consensus.pbft.message.Epoch;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.ExecutionRoots;
import org.medchain.consensus.pbft.message.ReadRequest;
import org.medchain.consensus.pbft.message.StableCheckpoint;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.DataArbitraries;
import org.medchain.data.Hash;
import org.medchain.data.RecordValues;
import org.medchain.data.Signature;
import org.medchain.data.Transaction;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;

/** Arbitrary messages of PBFT, small and without meaning: no signature in them holds. */
final class PbftArbitraries {
  private PbftArbitraries() {}

  /** Of all records of this protocol, each of whose numbers is a view or height. */
  static RecordValues values() {
    RecordValues values = simple();
    values.with(WriteAheadLog.LogRecord.class, journalEntries(values));
    return values;
  }

  private static RecordValues simple() {
    RecordValues values = new RecordValues().with(long.class, numbers());
    values.with(Membership.class, memberships());
    values.with(SnapshotPart.class, snapshotParts());
    values.with(ClientTable.class, clientTables());
    values.with(
        Snapshot.class,
        Combinators.combine(DataArbitraries.bytes(0, 9), DataArbitraries.bytes(0, 9))
            .as((context, state) -> new Snapshot(context, state)));
    values.with(Envelope.class, envelopes());
    values.with(Epochs.class, epochLists(values));
    values.with(CheckpointContext.ContextSummary.class, summaries(values));
    values.with(StableCheckpoint.EpochProof.class, epochProofs(values));
    values.with(CheckpointContext.class, contexts(values));
    return values;
  }

  /** Views and heights. */
  static Arbitrary<Long> numbers() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(0, 20), Arbitraries.longs().greaterOrEqual(0));
  }

  /** Requests that all have one signature: it travels in the envelope, not in the body. */
  static Arbitrary<Request> requests(Signature signature) {
    return DataArbitraries.transactions()
        .map(each -> new Transaction(each.request(), each.kind(), each.body(), signature))
        .map(Request::new);
  }

  /** A proof shows the context that the checkpoint names. */
  private static Arbitrary<StableCheckpoint.EpochProof> epochProofs(RecordValues values) {
    return Combinators.combine(
            values.of(CheckpointCertificate.class),
            values.of(CheckpointContext.ContextSummary.class))
        .as(
            (certificate, summary) -> {
              Checkpoint any = certificate.checkpoint();
              Checkpoint named =
                  new Checkpoint(any.height(), any.block(), any.stateRoot(), summary.hash());
              return new StableCheckpoint.EpochProof(
                  new CheckpointCertificate(named, certificate.votes()), summary.digest());
            });
  }

  private static Arbitrary<Membership> memberships() {
    return DataArbitraries.publicKeys().list().uniqueElements().ofMaxSize(4).map(Membership::new);
  }

  private static Arbitrary<Epochs> epochLists(RecordValues values) {
    Arbitrary<List<Epoch>> lists =
        values.of(Epoch.class).list().ofMinSize(1).ofMaxSize(3).map(PbftArbitraries::linked);
    return Combinators.combine(
            DataArbitraries.hashes(), lists, values.of(Epochs.EpochEnding.class).optional())
        .as(Epochs::new);
  }

  private static List<Epoch> linked(List<Epoch> any) {
    List<Epoch> all = new ArrayList<>();
    for (Epoch each : any) {
      all.add(
          all.isEmpty()
              ? new Epoch(0, each.previous(), each.first(), each.members())
              : new Epoch(
                  all.getLast().number() + 1,
                  Hash.of(all.getLast().encoded()),
                  each.first(),
                  each.members()));
    }
    return all;
  }

  private static Arbitrary<CheckpointContext.ContextSummary> summaries(RecordValues values) {
    return Combinators.combine(
            Arbitraries.maps(numbers(), values.of(ExecutionRoots.class)).ofMaxSize(3),
            values.of(Epochs.class),
            DataArbitraries.hashes())
        .as(
            (each, epochs, clients) ->
                new CheckpointContext.ContextSummary(new TreeMap<>(each), epochs, clients));
  }

  private static Arbitrary<ClientTable> clientTables() {
    return Combinators.combine(numbers(), DataArbitraries.receipts())
        .as(ClientTable.StoredReply::new)
        .list()
        .ofMaxSize(4)
        .map(
            results -> {
              ClientTable table = new ClientTable(new OrderingRight.Anyone());
              results.forEach(each -> table.put(each.height(), each.receipt()));
              return table;
            });
  }

  private static Arbitrary<CheckpointContext> contexts(RecordValues values) {
    return Combinators.combine(
            values.of(CheckpointContext.ContextSummary.class), values.of(ClientTable.class))
        .as((summary, table) -> CheckpointContext.of(summary.roots(), summary.epochs(), table));
  }

  private static Arbitrary<SnapshotPart> snapshotParts() {
    return Combinators.combine(
            numbers(), Arbitraries.integers().between(0, 3), DataArbitraries.bytes(0, 9))
        .as((height, part, content) -> new SnapshotPart(height, part, 4, content));
  }

  static Arbitrary<ReadRequest> readRequests(Signature signature) {
    return requests(signature).map(each -> new ReadRequest(each.transaction()));
  }

  /** Entries of the durable log; the last kind holds others. */
  private static Arbitrary<WriteAheadLog.LogRecord> journalEntries(RecordValues values) {
    Arbitrary<WriteAheadLog.LogRecord> simple =
        Arbitraries.of(WriteAheadLog.LogRecord.class.getPermittedSubclasses())
            .filter(kind -> kind != WriteAheadLog.LogRecord.CheckpointBase.class)
            .flatMap(kind -> values.of(kind).map(WriteAheadLog.LogRecord.class::cast));
    Arbitrary<WriteAheadLog.LogRecord> bases =
        Combinators.combine(
                values.of(CheckpointCertificate.class),
                values.of(DecidedBlock.class),
                DataArbitraries.bytes(0, 9),
                values.of(StableCheckpoint.EpochProof.class).list().ofMaxSize(1),
                simple.list().ofMaxSize(2))
            .as(WriteAheadLog.LogRecord.CheckpointBase::new);
    return Arbitraries.frequencyOf(Tuple.of(8, simple), Tuple.of(1, bases));
  }

  private static Arbitrary<Envelope> envelopes() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 40),
            DataArbitraries.publicKeys(),
            DataArbitraries.bytes(0, 9),
            DataArbitraries.signatures())
        .as(Envelope::new);
  }
}
