package org.medchain.baseline.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.medchain.baseline.AttackKind;
import org.medchain.baseline.AttackLog;
import org.medchain.baseline.AttackOutcome;
import org.medchain.baseline.RecordEntry;
import org.medchain.baseline.RecordSystem;
import org.medchain.baseline.RecordVersion;
import org.medchain.baseline.SystemKind;
import org.medchain.baseline.ThirdPartyProof;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.client.identity.KeptRecord;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.proof.ProofMaker;
import org.medchain.client.record.DescribedVisit;
import org.medchain.client.record.KeySharing;
import org.medchain.client.record.RecordUpload;
import org.medchain.client.session.ParticipantSession;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.LocalCluster.ClusterMember;
import org.medchain.cluster.OwnedCluster;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.ClusterPlan;
import org.medchain.consensus.Output;
import org.medchain.contract.consent.DirectiveScope;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.day.load.LoadPeople;
import org.medchain.day.load.NodeBytes;
import org.medchain.day.load.SessionPool;
import org.medchain.experiments.config.UserInputException;
import org.medchain.incentive.ScarcityRules;
import org.medchain.node.files.keys.SplitKey.OpenedDeposit;
import org.medchain.node.transport.RefusedException;

/**
 * The chain with PBFT (BASE-1): four hospitals' nodes and the center, each a process. A record is
 * put when its upload is ordered and answered alike by f + 1 nodes, shares of its key are with the
 * nodes, and three hospitals hold its encrypted file, which each forced to its disk. The ledger has
 * no operation that corrects: a correction is another record, whose description names the first.
 */
public final class PbftRecords implements RecordSystem {
  static final int NODES = 4;
  static final Duration LIMIT = Duration.ofMinutes(2);
  private static final int SESSIONS = 64;
  private static final long FOREVER_MS = 32_000_000_000_000L;

  final ClusterFolder files;
  final OwnedCluster processes;
  final LoadPeople people;
  final SessionPool sessions = new SessionPool(SESSIONS);
  final Path place;
  private final PublicKey center;
  private final Map<String, List<KeptVersion>> versions = new ConcurrentHashMap<>();
  private final Map<String, Set<String>> readers = new ConcurrentHashMap<>();
  private final Map<String, Object> locks = new ConcurrentHashMap<>();
  private final Set<String> registered = ConcurrentHashMap.newKeySet();

  /**
   * A version of a record.
   *
   * @param entry in clear
   * @param kept its owner's copy
   * @param sealed its encrypted file, which the owner keeps for proofs
   */
  record KeptVersion(RecordEntry entry, KeptRecord kept, Bytes sealed) {}

  /** What a person does in a session. */
  @FunctionalInterface
  interface SessionTask<T> {
    T run(ParticipantSession session)
        throws UserInputException, IOException, RefusedException, InterruptedException;
  }

  private PbftRecords(ClusterFolder files, OwnedCluster processes, Path place)
      throws UserInputException, IOException, InterruptedException {
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
    ClusterPlan.TermsPlan terms = plan.terms();
    // What is scarce is no matter of keeping records: a patient may have any number of them.
    ClusterPlan free =
        plan.with(
            new ClusterPlan.TermsPlan(
                terms.rules().with(ScarcityRules.NONE),
                terms.participants(),
                terms.hospitals(),
                terms.metadata()));
    ClusterFolder files = ClusterFolder.create(place.resolve("cluster"), free);
    OwnedCluster processes = new OwnedCluster(LocalCluster.of(files.folder()));
    try {
      processes.startAll(LIMIT);
      return new PbftRecords(files, processes, place);
    } catch (UserInputException | IOException | InterruptedException | RuntimeException e) {
      processes.close();
      throw e;
    }
  }

  @Override
  public SystemKind kind() {
    return SystemKind.PBFT;
  }

  /** Does something as a person, who is registered first; one thing at a time for each. */
  <T> T as(String person, boolean doctor, SessionTask<T> task)
      throws IOException, InterruptedException {
    ParticipantFolder folder = people.folder(person, doctor);
    AtomicReference<T> result = new AtomicReference<>();
    synchronized (locks.computeIfAbsent(folder.name(), name -> new Object())) {
      try {
        register(folder, doctor);
        sessions.use(folder, session -> result.set(task.run(session)));
      } catch (UserInputException | RefusedException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
    return result.get();
  }

  private void register(ParticipantFolder folder, boolean doctor)
      throws UserInputException, IOException, RefusedException, InterruptedException {
    if (!registered.contains(folder.name())) {
      people.register(folder, doctor ? Role.DOCTOR : Role.PATIENT);
      registered.add(folder.name());
    }
  }

  Receipt order(String person, boolean doctor, Operation operation)
      throws IOException, InterruptedException {
    return as(person, doctor, session -> session.require(operation));
  }

  /** The name of a doctor on the ledger. */
  PublicKey key(String doctor) throws IOException, InterruptedException {
    return as(doctor, true, ParticipantSession::participant);
  }

  @Override
  public void put(RecordEntry record) throws IOException, InterruptedException {
    List<KeptVersion> first = new ArrayList<>(List.of(upload(record)));
    if (versions.putIfAbsent(record.id(), first) != null) {
      throw new IOException("record " + record.id() + " is there already");
    }
  }

  KeptVersion upload(RecordEntry record) throws IOException, InterruptedException {
    PublicKey doctor = key(record.author());
    DescribedVisit visit =
        new DescribedVisit(
            "doctor:" + people.folder(record.author(), true).name(),
            record.type(),
            record.description(),
            record.timestampMs(),
            Hash.of(Bytes.utf8(record.id())));
    Path plain = Files.createTempFile(place, "plain-", "");
    try {
      Files.write(plain, record.content().toArray());
      return as(
          record.patient(),
          false,
          session -> {
            RecordUpload steps = new RecordUpload(session);
            KeptRecord uploaded = steps.upload(visit, doctor, plain);
            Path sealed = session.folder().sealed(uploaded.id());
            Bytes bytes = Bytes.of(Files.readAllBytes(sealed));
            return new KeptVersion(record, steps.entrust(uploaded), bytes);
          });
    } finally {
      Files.delete(plain);
    }
  }

  @Override
  public void correct(String id, Bytes content) throws IOException, InterruptedException {
    List<KeptVersion> all = all(id);
    RecordEntry old = all.getFirst().entry();
    String words = "corrects " + all.getFirst().kept().id().toHex() + ": " + old.description();
    KeptVersion next =
        upload(
            new RecordEntry(
                id + "#" + (all.size() + 1),
                old.patient(),
                old.author(),
                old.type(),
                words,
                old.timestampMs(),
                content));
    for (String reader : readers.getOrDefault(id, Set.of())) {
      permit(next, reader);
    }
    synchronized (all) {
      all.add(next);
    }
  }

  private List<KeptVersion> all(String id) throws IOException {
    List<KeptVersion> all = versions.get(id);
    if (all == null) {
      throw new IOException("there is no record " + id);
    }
    return all;
  }

  KeptVersion newest(String id) throws IOException {
    List<KeptVersion> all = all(id);
    synchronized (all) {
      return all.getLast();
    }
  }

  @Override
  public void grant(String id, String reader) throws IOException, InterruptedException {
    readers.computeIfAbsent(id, each -> ConcurrentHashMap.newKeySet()).add(reader);
    permit(newest(id), reader);
  }

  private void permit(KeptVersion version, String reader) throws IOException, InterruptedException {
    Receipt unused =
        order(
            version.entry().patient(),
            false,
            new IssueDirective(terms(version, reader), FOREVER_MS));
  }

  private DirectiveTerms terms(KeptVersion version, String reader)
      throws IOException, InterruptedException {
    PublicKey owner = as(version.entry().patient(), false, ParticipantSession::participant);
    return new DirectiveTerms(
        owner,
        new DirectiveScope.OneRecord(version.kept().id()),
        new Grantee.Party(key(reader)),
        Purpose.TREAT);
  }

  @Override
  public void revoke(String id, String reader) throws IOException, InterruptedException {
    readers.getOrDefault(id, Set.of()).remove(reader);
    for (KeptVersion each : List.copyOf(all(id))) {
      Hash directive = terms(each, reader).id();
      // A version from before the grant, or after it ended, has none.
      Receipt unused =
          as(
              each.entry().patient(),
              false,
              session -> session.order(new RevokeDirective(directive)).receipt());
    }
  }

  @Override
  public Optional<Bytes> read(String id, String reader) throws IOException, InterruptedException {
    KeptVersion version = newest(id);
    boolean own = reader.equals(version.entry().patient());
    return as(
        reader,
        !own,
        session -> {
          Hash record = version.kept().id();
          Purpose purpose = own ? Purpose.PATRQT : Purpose.TREAT;
          Output.Accepted told = session.order(new ReadRecord(record, purpose));
          try {
            long unusedPrice = KeySharing.price(told.receipt());
          } catch (RefusedException e) {
            return Optional.empty();
          }
          OpenedDeposit opened = new KeySharing(session).collect(record, told);
          return Optional.of(fetch(session, opened));
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
  public List<RecordVersion> history(String id) throws IOException, InterruptedException {
    List<RecordVersion> history = new ArrayList<>();
    for (KeptVersion each : List.copyOf(all(id))) {
      history.add(
          as(
              each.entry().patient(),
              false,
              session -> {
                KeptRecord kept = each.kept();
                long sinceMs =
                    new ProofMaker(session).of(kept.id()).headers().getFirst().timestampMs();
                OpenedDeposit own =
                    new OpenedDeposit(
                        kept.record(), kept.key().unwrap(session.agreement()), kept.texts());
                return new RecordVersion(sinceMs, fetch(session, own));
              }));
    }
    return history;
  }

  @Override
  public ThirdPartyProof prove(String id) throws IOException, InterruptedException {
    KeptVersion version = newest(id);
    KeptRecord kept = version.kept();
    return as(
        version.entry().patient(),
        false,
        session ->
            new ThirdPartyProof(
                version.entry(),
                new RecordEvidence(
                        new ProofMaker(session).of(kept.id()),
                        kept.key().unwrap(session.agreement()),
                        kept.texts().orElseThrow(),
                        version.sealed())
                    .encoded()));
  }

  /** By the center's public key, and nothing else. */
  @Override
  public boolean verify(ThirdPartyProof proof) {
    return RecordEvidence.flaw(proof.record(), proof.evidence(), center).isEmpty();
  }

  @Override
  public AttackOutcome suffer(AttackKind attack, List<RecordEntry> records, AttackLog log)
      throws IOException, InterruptedException {
    try {
      return new PbftAttacks(this, records, log).carryOut(attack);
    } catch (UserInputException | RefusedException e) {
      throw new IOException(attack.key() + ": " + e.getMessage(), e);
    }
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
    double sum = 0;
    for (ClusterMember each : processes.cluster().members()) {
      sum +=
          processes
              .cluster()
              .process(each)
              .flatMap(process -> process.info().totalCpuDuration())
              .map(time -> time.toNanos() / 1e6)
              .orElse(0.0);
    }
    return sum;
  }

  @Override
  public void close() {
    sessions.close();
    people.close();
    processes.close();
  }
}
