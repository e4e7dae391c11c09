package org.medchain.client.session;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.medchain.application.HistoryEntry;
import org.medchain.application.Location;
import org.medchain.client.identity.IdentityCard;
import org.medchain.client.identity.KnownNetwork;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.identity.RequestJournal;
import org.medchain.consensus.Output;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.Operations;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.opaque.Opaque;
import org.medchain.contract.registration.KeyNames;
import org.medchain.contract.registration.Registration;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.SignatureScheme;
import org.medchain.network.Membership;
import org.medchain.node.agency.client.AgencyPages;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.files.FileTransferSettings;
import org.medchain.node.files.OffChainFileClient;
import org.medchain.node.files.keys.KeyShareClient;
import org.medchain.node.files.sealing.AgreementKey;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.light.LightClient;
import org.medchain.node.light.LightStore;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;

/**
 * One identity at work: orders requests, has its light client prove what it reads, and moves files.
 * While it is open, no other command uses the identity. Not for several threads.
 *
 * @param folder its files
 * @param lock of the folder
 * @param card its public data
 * @param identity its keys and certificates
 * @param network its cluster
 * @param genesis of the chain
 * @param headers the roots of the light client's trust
 * @param link its connections
 * @param light checks all that nodes say
 * @param requests its orders, one after the other
 * @param notices news on its files for the user, a line each
 */
public record ParticipantSession(
    ParticipantFolder folder,
    FileChannel lock,
    IdentityCard card,
    Identity identity,
    KnownNetwork network,
    Genesis genesis,
    LightStore headers,
    ClusterLink link,
    LightClient light,
    OrderedRequests requests,
    List<String> notices)
    implements Closeable {
  private static final long CALL_MS = 5_000;
  private static final long RETRY_MS = 50;
  private static final Duration SOON = Duration.ofSeconds(2);

  /** The calls that a participant answers to others while its session is open. */
  @FunctionalInterface
  public interface HolderServices {
    /** Makes the services, once no other command uses the identity. */
    List<RpcService> make() throws IOException;
  }

  /**
   * Connects as this identity.
   *
   * @param network its cluster
   * @param passphrase of its keys; none if it is empty
   * @param services for those who ask it
   * @throws IOException if there is no such identity, it is in use, no node can be reached, or a
   *     file is not as it should be
   */
  public static ParticipantSession open(
      ParticipantFolder folder, KnownNetwork network, char[] passphrase, HolderServices services)
      throws IOException, InterruptedException {
    IdentityCard unused = folder.card();
    FileChannel lock = folder.lock();
    Closeable opened = lock;
    try {
      ParticipantSession session = begin(folder, lock, network, passphrase, services);
      opened = session;
      session.link.await();
      session.requests.start();
      return session;
    } catch (IOException | InterruptedException | RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  private static ParticipantSession begin(
      ParticipantFolder folder,
      FileChannel lock,
      KnownNetwork network,
      char[] passphrase,
      HolderServices services)
      throws IOException {
    RequestJournal journal = RequestJournal.open(folder.requests());
    List<RpcService> answers = services.make();
    IdentityCard card = folder.card();
    Identity identity = CredentialFiles.read(folder.keys(), passphrase);
    Genesis genesis = network.genesis();
    SignatureScheme scheme = NativeEd25519.orPortable();
    List<String> notices = new ArrayList<>();
    CertificateVerifier certificates =
        new CertificateVerifier(network.nodes().consensus().protocol(), genesis.chain(), scheme);
    LightStore headers =
        LightStore.openOrMend(folder.headers(), genesis, certificates, notices::add);
    ClusterLink link = new ClusterLink(identity, genesis, network.nodes(), answers);
    LightClient light = new LightClient(headers, link.reads(), CALL_MS, lie -> {});
    Operations signer = new Operations(scheme, genesis.chain(), identity.ledger());
    OrderedRequests requests = new OrderedRequests(card, signer, journal, link, light);
    return new ParticipantSession(
        folder, lock, card, identity, network, genesis, headers, link, light, requests, notices);
  }

  /**
   * Its name on the ledger, under which the ledger has its records, points and consent (CON-32).
   */
  public PublicKey participant() {
    return card.participant();
  }

  /** Its ledger keys, which sign. */
  public KeyPair keys() {
    return identity.ledger();
  }

  /** The key that opens data wrapped for it. */
  public AgreementKey agreement() {
    return AgreementKey.of(identity.ledger());
  }

  /** The value of an entry in the state, as its proof shows. */
  public <T> Optional<T> state(StateEntry<T> entry) throws RefusedException {
    return light.entry(entry).value();
  }

  /**
   * Has an operation ordered. If the one before was interrupted, that is finished first; if it is
   * this very operation, it is the same request, and has its effect once (PROC-3).
   *
   * @return its result, which may be a refusal by the contract
   * @throws RefusedException if clients of this role do not order it, or the nodes do not take it
   * @throws IOException if the result is not known in time
   */
  public Output.Accepted order(Operation operation)
      throws IOException, RefusedException, InterruptedException {
    return requests.order(operation);
  }

  /**
   * The same for an operation that has to succeed.
   *
   * @param asGood outcomes that are as good as success
   * @throws RefusedException also if the contract refused it, with the reason
   */
  public Receipt require(Operation operation, Outcome... asGood)
      throws IOException, RefusedException, InterruptedException {
    return succeeded(order(operation).receipt(), asGood);
  }

  /** The event of this type to which an operation leads, which has to succeed. */
  public <E extends Event> E require(Operation operation, Class<E> told)
      throws IOException, RefusedException, InterruptedException {
    return MedicalModules.events(require(operation)).stream()
        .filter(told::isInstance)
        .map(told::cast)
        .findFirst()
        .orElseThrow();
  }

  private static Receipt succeeded(Receipt receipt, Outcome... asGood) throws RefusedException {
    if (!receipt.succeeded() && !List.of(asGood).contains(Outcome.of(receipt))) {
      throw new RefusedException(reason(receipt));
    }
    return receipt;
  }

  /** Why the contract refused, in words. */
  public static String reason(Receipt receipt) {
    return Outcome.of(receipt).words();
  }

  /** Has an operation answered without being ordered, if that is possible. */
  public Receipt read(Operation operation)
      throws IOException, RefusedException, InterruptedException {
    return succeeded(requests.read(operation));
  }

  /**
   * Makes this identity's orders provable: the root over a block's results comes W blocks later,
   * and an idle chain has no later blocks until a request is ordered (PROC-6).
   */
  public void settle() throws IOException, RefusedException, InterruptedException {
    long wanted = requests.height() + genesis.terms().window();
    while (reached(wanted) < wanted) {
      Output.Accepted unused = order(new Opaque(Bytes.EMPTY));
    }
  }

  /**
   * Makes provable what others had ordered just before: W blocks more than there are (PROC-6).
   *
   * @throws RefusedException if the nodes take nothing of this identity
   */
  public void advance() throws IOException, RefusedException, InterruptedException {
    for (int i = 0; i < genesis.terms().window(); i++) {
      Output.Accepted unused = order(new Opaque(Bytes.EMPTY));
    }
    long unusedHeight = reached(requests.height());
  }

  /**
   * The height of the light client's head: nodes may need a moment for blocks that were reported
   * already.
   */
  private long reached(long wanted) throws InterruptedException {
    long told = Math.min(wanted, requests.height());
    var unused = Polling.until(SOON, RETRY_MS, () -> light.sync() >= told);
    return light.chain().height();
  }

  /** The connected nodes that are hospitals on the ledger: they may hold files (GAME-4). */
  public List<PublicKey> hospitals() throws RefusedException {
    return hospitals(link.connected());
  }

  /** Those of some nodes: also one that is away is on the ledger with what it holds. */
  public List<PublicKey> hospitals(Collection<PublicKey> nodes) throws RefusedException {
    long unused = light.sync();
    List<PublicKey> found = new ArrayList<>();
    for (PublicKey node : nodes) {
      if (state(Registration.roleEntry(node))
          .filter(role -> role.has(Role.Duty.STORE))
          .isPresent()) {
        found.add(node);
      }
    }
    return found;
  }

  /** Leaves keys of files with the members, and collects them. */
  public KeyShareClient keyShares() {
    return new KeyShareClient(link.connections(), Duration.ofMillis(CALL_MS));
  }

  /** Moves files; only these nodes are asked to hold new ones. */
  public OffChainFileClient files(List<PublicKey> holders) {
    return new OffChainFileClient(
        identity.ledger(),
        folder.work(),
        deposit -> holders,
        link.connections(),
        FileTransferSettings.DEFAULT,
        new SecureRandom(),
        new SimpleMeterRegistry());
  }

  /** The consensus nodes as the newest proved headers have them. */
  public Membership members() throws RefusedException {
    long unused = light.sync();
    return state(ConsensusNodes.entry()).orElseGet(genesis::membership);
  }

  /** Pages of which f + 1 of the {@link #members} say the same. */
  public AgencyPages pages() throws RefusedException {
    return new AgencyPages(link.connections(), Duration.ofMillis(CALL_MS), members());
  }

  /** Whose a key is: a participant's name is its first one (CON-32). */
  public PublicKey nameOf(PublicKey key) throws RefusedException {
    return state(KeyNames.nameEntry(key)).orElse(key);
  }

  /**
   * Whether this identity sent a listed order, by any of its keys (CON-32): nodes show transactions
   * only to their senders (LIGHT-8).
   */
  public boolean isOwn(HistoryEntry order) throws RefusedException {
    PublicKey sender = order.request().sender();
    return sender.equals(keys().publicKey())
        || sender.equals(participant())
        || nameOf(sender).equals(participant());
  }

  /** The time of the block at a place; {@code -} if its header is not here. */
  public String timeOf(Location place) {
    return light
        .chain()
        .headerAt(place.height())
        .map(header -> Instant.ofEpochMilli(header.timestampMs()).toString())
        .orElse("-");
  }

  @Override
  public void close() throws IOException {
    link.close();
    headers.close();
    lock.close();
  }
}
