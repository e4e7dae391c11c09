package org.medchain.baseline.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.medchain.application.RecordVerifier;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.SystemKind;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.proof.ProofMaker;
import org.medchain.client.proof.ProofVerifier;
import org.medchain.client.proof.RecordProof;
import org.medchain.client.record.DescribedVisit;
import org.medchain.client.record.KeySharing;
import org.medchain.client.record.RecordUpload;
import org.medchain.client.session.ParticipantSession;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.consensus.Output;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.day.load.LoadPeople;
import org.medchain.day.load.NodeBytes;
import org.medchain.day.load.SessionPool;
import org.medchain.experiments.config.UserInputException;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.ScarcityRules;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.transport.RefusedException;

/**
 * The chain with PBFT (BASE-1): four hospitals' nodes and the center, each a process. A record is
 * put when its upload is ordered and answered alike by f + 1 nodes, shares of its key are with the
 * nodes, and three hospitals hold its encrypted file, which each forced to its disk. Its proof is
 * the client's own, down to the center's key.
 */
public final class PbftRecords extends ChainRecords {
  static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int NODES = 4;
  private static final int SESSIONS = 64;

  final ClusterFolder files;
  final OwnedCluster processes;
  final LoadPeople people;
  final SessionPool sessions = new SessionPool(SESSIONS);
  final Path place;
  private final PublicKey center;
  private final Map<String, Object> locks = new ConcurrentHashMap<>();
  private final Set<String> registered = ConcurrentHashMap.newKeySet();

  /** What a person does in a session. */
  @FunctionalInterface
  interface SessionTask<T> {
    T run(ParticipantSession session)
        throws UserInputException, IOException, RefusedException, InterruptedException;
  }

  private PbftRecords(ClusterFolder files, OwnedCluster processes, Path place)
      throws UserInputException, IOException, InterruptedException {
    super(SystemKind.PBFT);
    this.files = files;
    this.processes = processes;
    this.place = place;
    people = new LoadPeople(files, new IdentitiesFolder(place.resolve("identities")), sessions);
    center = files.genesis().terms().center();
  }

  /** Starts one in an empty folder of the caller; returns when all processes are ready. */
  public static PbftRecords start(Path place)
      throws UserInputException, IOException, InterruptedException {
    ClusterPlan plan = ClusterPlan.of(NODES).withHospitals().withClients(0);
    // What is scarce is no matter of keeping records: a patient may have any number of them.
    IncentiveRules free = plan.terms().rules().with(ScarcityRules.NONE);
    ClusterPlan made = plan.with(RecordCopy.with(plan.terms(), "rules", free));
    ClusterFolder files = ClusterFolder.create(place.resolve("cluster"), made);
    OwnedCluster processes = new OwnedCluster(LocalCluster.of(files.folder()));
    try {
      processes.startAll(LIMIT);
      return new PbftRecords(files, processes, place);
    } catch (UserInputException | IOException | InterruptedException | RuntimeException e) {
      processes.close();
      throw e;
    }
  }

  /** Does something as a person, who is registered first; one thing at a time for each. */
  <T> T as(String person, Role role, SessionTask<T> task) throws IOException, InterruptedException {
    ParticipantFolder folder = people.folder(person, role == Role.DOCTOR);
    AtomicReference<T> result = new AtomicReference<>();
    synchronized (locks.computeIfAbsent(folder.name(), name -> new Object())) {
      try {
        if (!registered.contains(folder.name())) {
          people.register(folder, role);
          registered.add(folder.name());
        }
        sessions.use(folder, session -> result.set(task.run(session)));
      } catch (UserInputException | RefusedException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return result.get();
  }

  /** The same as a record's patient. */
  <T> T as(KeptVersion version, SessionTask<T> task) throws IOException, InterruptedException {
    return as(version.entry().patient(), Role.PATIENT, task);
  }

  @Override
  PublicKey key(String person, Role role) throws IOException, InterruptedException {
    return as(person, role, ParticipantSession::participant);
  }

  @Override
  Receipt order(String person, Role role, Operation operation)
      throws IOException, InterruptedException {
    return role == Role.REGULATORY_CENTER
        ? ordered(new CenterRequest.LedgerRequest(operation))
        : as(person, role, session -> session.order(operation).receipt());
  }

  /** By who has the key of the center's operator. */
  Receipt ordered(CenterRequest order) throws IOException, InterruptedException {
    return people.operator().execute(client -> client.execute(order)).getFirst();
  }

  @Override
  KeptVersion upload(RecordEntry entry) throws IOException, InterruptedException {
    PublicKey doctor = key(entry.author(), Role.DOCTOR);
    DescribedVisit visit =
        new DescribedVisit(
            "doctor:" + people.folder(entry.author(), true).name(),
            entry.type(),
            entry.description(),
            entry.timestampMs(),
            Hash.of(Bytes.utf8(entry.id())));
    Path plain = Files.createTempFile(place, "plain-", "");
    try {
      Files.write(plain, entry.content().toArray());
      return as(
          entry.patient(),
          Role.PATIENT,
          session -> {
            RecordUpload steps = new RecordUpload(session);
            KeptRecord kept = steps.upload(visit, doctor, plain);
            FileKey opening = kept.key().unwrap(session.agreement());
            OpenedDeposit opened = new OpenedDeposit(kept.record(), opening, kept.texts());
            Bytes sealed = Bytes.of(Files.readAllBytes(session.folder().sealed(kept.id())));
            var unused = steps.entrust(kept);
            return new KeptVersion(entry, opened, sealed);
          });
    } finally {
      Files.delete(plain);
    }
  }

  @Override
  Optional<Bytes> read(KeptVersion version, String reader, Role role, Purpose purpose)
      throws IOException, InterruptedException {
    return as(
        reader,
        role,
        session -> {
          Output.Accepted told = session.order(new ReadRecord(version.id(), purpose));
          try {
            long unusedPrice = KeySharing.price(told.receipt());
          } catch (RefusedException e) {
            return Optional.empty();
          }
          return Optional.of(fetch(session, new KeySharing(session).collect(version.id(), told)));
        });
  }

  private Bytes fetch(ParticipantSession session, OpenedDeposit opened)
      throws IOException, RefusedException, InterruptedException {
    Path target = Files.createTempFile(place, "read-", "");
    try {
      var unused = session.files(List.of()).get(opened.record(), opened.key(), target);
      return Bytes.of(Files.readAllBytes(target));
    } finally {
      Files.deleteIfExists(target);
    }
  }

  @Override
  Bytes fetch(KeptVersion version) throws IOException, InterruptedException {
    return as(version, session -> fetch(session, version.opened()));
  }

  @Override
  long sinceMs(KeptVersion version) throws IOException, InterruptedException {
    return RecordProof.CODEC.decoded(proof(version)).headers().getFirst().timestampMs();
  }

  @Override
  Bytes proof(KeptVersion version) throws IOException, InterruptedException {
    return as(version, session -> new ProofMaker(session).of(version.id()).encoded());
  }

  @Override
  Optional<MedicalRecord> proved(RecordEntry claimed, RecordEvidence evidence) {
    RecordProof proof = RecordProof.CODEC.decoded(evidence.proof());
    return new ProofVerifier(center, new Ed25519()).flawIn(proof).isEmpty()
        ? RecordVerifier.record(proof.acceptance().existence().transaction())
        : Optional.empty();
  }

  @Override
  ChainAttacks attacks(List<RecordEntry> records, AttackLog log) {
    return new PbftAttacks(this, records, log);
  }

  /** Nodes' data, and the center's; what patients keep themselves is on their disks. */
  @Override
  public long diskBytes() throws IOException {
    long nodes =
        NodeBytes.of(files).nodes().values().stream()
            .flatMap(each -> each.parts().values().stream())
            .mapToLong(Long::longValue)
            .sum();
    return nodes + NodeBytes.size(files.center().toFile());
  }

  @Override
  public double cpuMs() throws IOException {
    return processes.cpuNs(processes.cluster().members()) / 1e6;
  }

  @Override
  public void close() {
    sessions.close();
    people.close();
    processes.close();
  }
}
