package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialRunner;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.Request;
import org.medchain.consensus.RequestRejection;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.engine.Role;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.data.Transaction;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.network.AuthenticationResult;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.simulation.load.Load;
import org.medchain.simulation.load.RequestArrival;
import org.medchain.simulation.model.RandomStreams;
import org.medchain.simulation.observe.SimulationObserver;

/** What becomes of uploads of which one bit is changed, with the reasons that clients get. */
final class TamperedRecordExperiment {
  private static final String CLAIM = "tampered-record-returned";

  private TamperedRecordExperiment() {}

  static void run(ClaimRun run) throws Exception {
    TamperedRecordChecks.run(run);
    LoadedConfig config =
        run.config(
            "tampered-record.yaml",
            Map.of("workload.duration_s", Double.toString(run.value("altered_load_s"))));
    SyntheticRecords records = run.records(config);
    try (RawTable raw =
        run.raw(CLAIM, "trial, altered, altered_in_blocks, without_reason, honest_not_final")) {
      for (TrialCell cell : config.grid()) {
        run.progress("a trial with altered requests");
        TamperedTrial trial = TamperedTrial.play(cell, records);
        raw.row(
            cell.number(),
            trial.altered(),
            trial.alteredInBlocks(),
            trial.alteredWithoutReason(),
            trial.honestNotFinal());
      }
    }
  }

  /** Each bit of uploads changed, at the check that every node makes (tampered-record-returned). */
  private static final class TamperedRecordChecks {
    private static final String UPLOADS = "altered_everywhere";

    /** What the check says of changed uploads. */
    private record CheckCounts(long accepted, long rejected, long malformed) {
      CheckCounts plus(CheckCounts other) {
        return new CheckCounts(
            accepted + other.accepted, rejected + other.rejected, malformed + other.malformed);
      }

      long all() {
        return accepted + rejected + malformed;
      }
    }

    private TamperedRecordChecks() {}

    static void run(ClaimRun run) throws Exception {
      CertifiedChain chain = new CertifiedChain(run.seed());
      KeyPair patient = chain.holder(Role.PATIENT);
      Authenticator authenticator =
          new Authenticator(
              chain.genesis().chain(), chain.scheme(), new MessageRegistry(PbftMessages.all()));
      try (RawTable raw =
          run.raw("tampered-record-checks", "upload, bits, accepted, rejected, malformed")) {
        for (int i = 1; i <= run.count(UPLOADS); i++) {
          UploadRecord upload = new UploadRecord(chain.record(patient, i));
          Bytes encoded = Request.envelope(chain.order(patient, upload)).encoded();
          CheckCounts own = new CheckCounts(0, 0, 0);
          for (int bit = 0; bit < 8 * encoded.size(); bit++) {
            own = own.plus(checked(authenticator, BitFlips.flip(encoded, bit)));
          }
          raw.row(i, own.all(), own.accepted(), own.rejected(), own.malformed());
          run.progress("changed uploads: " + i + " of " + run.count(UPLOADS));
        }
      }
    }

    private static CheckCounts checked(Authenticator authenticator, Bytes altered) {
      Envelope envelope;
      try {
        envelope = Envelope.CODEC.decoded(altered);
      } catch (MalformedInput e) {
        return new CheckCounts(0, 0, 1);
      }
      return switch (authenticator.authenticate(envelope)) {
        case AuthenticationResult.Verified verified -> new CheckCounts(1, 0, 0);
        case AuthenticationResult.Rejected rejected -> new CheckCounts(0, 1, 0);
      };
    }
  }

  /** A trial of a config whose clients send altered requests, too. */
  private static final class TamperedTrial implements SimulationObserver {
    private final TrialCell cell;
    private final Set<Hash> committed = new LinkedHashSet<>();
    private final Map<Hash, Set<PublicKey>> reasons = new LinkedHashMap<>();
    private AlteredUploads uploads = new AlteredUploads(List.of(), Set.of());
    private long accepted;

    private TamperedTrial(TrialCell cell) {
      this.cell = cell;
    }

    /** Plays the trial of a cell with an open load. */
    static TamperedTrial play(TrialCell cell, SyntheticRecords records) {
      TamperedTrial trial = new TamperedTrial(cell);
      var unused = new TrialRunner(records).runUnobserved(cell, trial::altered, trial);
      return trial;
    }

    private Load altered(Load usual) {
      if (!(usual instanceof Load.Open open)) {
        throw new IllegalArgumentException("altered requests are of an open load");
      }
      uploads =
          AlteredUploads.of(
              open.arrivals(), new RandomStreams(cell.seed()).stream("claims-altered", 0));
      return new Load.Open(uploads.arrivals());
    }

    @Override
    public void committed(int node, long atNs, Block block, Certificate certificate) {
      block.transactions().stream().map(Transaction::id).forEach(committed::add);
    }

    @Override
    public void delivered(String party, long atNs, Envelope envelope, int bytes) {
      boolean atClient = party.startsWith("c");
      if (atClient
          && envelope.code() == RequestRejection.TYPE.code()
          && RequestRejection.TYPE.decoder().apply(envelope) instanceof RequestRejection reason) {
        reasons.computeIfAbsent(reason.body(), id -> new TreeSet<>()).add(envelope.sender());
      }
    }

    @Override
    public void accepted(
        int client, RequestId request, long height, Receipt receipt, long intendedNs, long atNs) {
      accepted++;
    }

    int altered() {
      return uploads.altered().size();
    }

    long alteredInBlocks() {
      return uploads.altered().stream().filter(committed::contains).count();
    }

    /** Those whose client did not get a reason from f + 1 nodes, as many as it believes. */
    long alteredWithoutReason() {
      int weak = new QuorumSizes(cell.nodes()).weak();
      return uploads.altered().stream()
          .filter(id -> reasons.getOrDefault(id, Set.of()).size() < weak)
          .count();
    }

    long honestNotFinal() {
      return uploads.arrivals().size() - altered() - accepted;
    }
  }

  /** A load in which every second request is altered by one bit. */
  private record AlteredUploads(List<RequestArrival> arrivals, Set<Hash> altered) {
    private static final int SENDER_BITS = 8 * PublicKey.SIZE;

    /** Alters every second request; what no client could send is drawn again. */
    static AlteredUploads of(List<RequestArrival> arrivals, UniformRandomProvider random) {
      Set<RequestId> names = new LinkedHashSet<>();
      arrivals.forEach(each -> names.add(each.transaction().request()));
      List<RequestArrival> all = new ArrayList<>();
      Set<Hash> altered = new LinkedHashSet<>();
      for (int i = 0; i < arrivals.size(); i++) {
        RequestArrival usual = arrivals.get(i);
        if (i % 2 == 0) {
          all.add(usual);
          continue;
        }
        // Its own name is free again; a client has no two open requests of one name.
        names.remove(usual.transaction().request());
        Transaction other = altered(usual.transaction(), names, random);
        names.add(other.request());
        altered.add(other.id());
        all.add(new RequestArrival(usual.atNs(), usual.client(), other));
      }
      return new AlteredUploads(List.copyOf(all), Set.copyOf(altered));
    }

    private static Transaction altered(
        Transaction usual, Set<RequestId> names, UniformRandomProvider random) {
      Bytes encoded = usual.encoded();
      while (true) {
        // The encoding begins with the sender's key.
        int bit = SENDER_BITS + random.nextInt(8 * encoded.size() - SENDER_BITS);
        Optional<Transaction> other = decoded(BitFlips.flip(encoded, bit));
        if (other.isPresent() && !names.contains(other.get().request())) {
          return other.get();
        }
      }
    }

    private static Optional<Transaction> decoded(Bytes bytes) {
      try {
        return Optional.of(Decoder.decode(bytes, Transaction::decode));
      } catch (MalformedInput e) {
        return Optional.empty();
      }
    }
  }
}
