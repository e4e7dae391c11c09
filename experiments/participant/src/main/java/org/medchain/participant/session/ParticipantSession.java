package org.medchain.participant.session;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.Page;
import org.medchain.application.RecordSearch;
import org.medchain.application.search.BillSalt;
import org.medchain.application.search.MaskedPage;
import org.medchain.application.search.Trapdoor;
import org.medchain.consensus.Output;
import org.medchain.contract.Genesis;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.StateEntry;
import org.medchain.contract.opaque.Opaque;
import org.medchain.data.Bytes;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.network.Membership;
import org.medchain.node.agency.client.AgencyPages;
import org.medchain.node.agency.client.AgencySearch;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.files.FileTransferSettings;
import org.medchain.node.files.OffChainFileClient;
import org.medchain.node.files.holder.HolderDirectory;
import org.medchain.node.files.keys.KeyShareClient;
import org.medchain.node.files.sealing.AgreementKey;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.light.LightClient;
import org.medchain.node.light.LightStore;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;
import org.medchain.participant.identity.IdentityCard;
import org.medchain.participant.identity.ParticipantFolder;
import org.medchain.participant.identity.RequestJournal;

/**
 * One identity at work: orders requests, has its light client prove what it reads, and moves files.
 * While it is open, no other command uses the identity. Not for several threads.
 */
public final class ParticipantSession implements AutoCloseable {
  private static final long CALL_MS = 5_000;
  private static final long RETRY_MS = 50;
  private static final int RETRIES = 40;

  private final IdentityCard card;
  private final Identity identity;
  private final Genesis genesis;
  private final ParticipantFolder folder;
  private final FileChannel lock;
  private final OrderedRequests requests;
  private final LightStore headers;
  private final ClusterLink link;
  private final LightClient light;
  private final List<String> notices = new ArrayList<>();

  private ParticipantSession(
      ParticipantFolder folder,
      FileChannel lock,
      char[] passphrase,
      RequestJournal journal,
      List<RpcService> services)
      throws UserInputException, IOException {
    this.folder = folder;
    this.lock = lock;
    card = folder.card();
    identity = CredentialFiles.read(folder.keys(), passphrase);
    genesis = folder.network().genesis();
    headers =
        LightStore.openOrMend(folder.headers(), genesis, NativeEd25519.orPortable(), notices::add);
    link = new ClusterLink(identity, genesis, folder.network().nodes(), services);
    light = new LightClient(headers, link.reads(), CALL_MS, lie -> {});
    OperationSigner signer = new OperationSigner(card, genesis.chain(), identity.ledger());
    requests = new OrderedRequests(signer, journal, link, light);
  }

  /**
   * Connects as this identity.
   *
   * @param passphrase of its keys; none if it is empty
   * @throws UserInputException if there is no such identity, or it is in use
   * @throws IOException if no node can be reached, or a file is not as it should be
   */
  public static ParticipantSession open(ParticipantFolder folder, char[] passphrase)
      throws UserInputException, IOException, InterruptedException {
    return open(folder, passphrase, List::of);
  }

  /** What its user should know of its files, a line each. */
  public List<String> notices() {
    return List.copyOf(notices);
  }

  /** What a participant answers to others while its session is open. */
  @FunctionalInterface
  public interface HolderServices {
    /** Makes the services, once no other command uses the identity. */
    List<RpcService> make() throws UserInputException, IOException;
  }

  /** The same of a holder, with services for who asks it. */
  public static ParticipantSession open(
      ParticipantFolder folder, char[] passphrase, HolderServices services)
      throws UserInputException, IOException, InterruptedException {
    IdentityCard unused = folder.card();
    FileChannel lock = folder.lock();
    try {
      ParticipantSession session =
          new ParticipantSession(
              folder, lock, passphrase, RequestJournal.open(folder.requests()), services.make());
      session.startOrClose();
      return session;
    } catch (IOException | UserInputException e) {
      lock.close();
      throw e;
    }
  }

  private void startOrClose() throws IOException, InterruptedException {
    boolean started = false;
    try {
      link.await();
      requests.start();
      started = true;
    } finally {
      if (!started) {
        close();
      }
    }
  }

  /** Who it is. */
  public IdentityCard card() {
    return card;
  }

  /** Its files. */
  public ParticipantFolder folder() {
    return folder;
  }

  /** Its name on the ledger, under which its records, points and consent stand (CON-32). */
  public PublicKey participant() {
    return card.participant();
  }

  /** Its ledger keys, which sign. */
  public KeyPair keys() {
    return identity.ledger();
  }

  /** What opens that which is wrapped for it. */
  public AgreementKey agreement() {
    return AgreementKey.of(identity.ledger());
  }

  /** The chain. */
  public Genesis genesis() {
    return genesis;
  }

  /** From now on one node alone is asked for headers and proofs; orders and lists go to all. */
  public void ask(PublicKey node) {
    link.ask(node);
  }

  /** A client that checks all that nodes say. */
  public LightClient light() {
    return light;
  }

  /** What the state has under an entry, as its proof shows. */
  public <T> Optional<T> state(StateEntry<T> entry) throws RefusedException {
    return light.entry(entry).value();
  }

  /**
   * Has an operation ordered. If the one before was interrupted, that is finished first; if it is
   * this very operation, it is the same request, and has its effect once (PROC-3).
   *
   * @return what became of it, which may be a refusal by the contract
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

  /**
   * A command begins. If it was interrupted before, what it had ordered is the answer to the same
   * order now, and what it orders is kept until it is told (PROC-3).
   *
   * @param words of the command, without what says how it answers
   */
  public void beginCommand(String words) {
    requests.beginCommand(words);
  }

  /** Whether the command's answer is from before. */
  public boolean isResumed() {
    return requests.isResumed();
  }

  /** The command told its answer. */
  public void commandTold() throws IOException {
    requests.commandTold();
  }

  /**
   * The command was refused. What it ordered with success is kept for the next time, and what was
   * kept so before is no help any more.
   */
  public void commandRefused() throws IOException {
    requests.commandRefused();
  }

  /** Has an operation answered without being ordered, if that is possible. */
  public Receipt read(Operation operation)
      throws IOException, RefusedException, InterruptedException {
    return succeeded(requests.read(operation));
  }

  /** Number of the last request. */
  public long lastRequest() {
    return requests.last();
  }

  /**
   * Makes provable what this identity ordered: the root over a block's results stands W blocks
   * later, and an idle chain has no later blocks until a request is ordered (PROC-6).
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

  /** The height of the light client's head: nodes may need a moment for what was told already. */
  private long reached(long wanted) throws InterruptedException {
    long known = light.sync();
    for (int i = 0; i < RETRIES && known < Math.min(wanted, requests.height()); i++) {
      TimeUnit.MILLISECONDS.sleep(RETRY_MS);
      known = light.sync();
    }
    return known;
  }

  /** The connected nodes that are hospitals on the ledger: they may hold files (GAME-4). */
  public List<PublicKey> hospitals() throws RefusedException {
    return hospitalsOf(link.connected());
  }

  /** The same of all nodes: also one that is away is on the ledger with what it holds. */
  public List<PublicKey> knownHospitals() throws RefusedException {
    return hospitalsOf(link.known());
  }

  private List<PublicKey> hospitalsOf(Collection<PublicKey> nodes) throws RefusedException {
    long unused = light.sync();
    List<PublicKey> found = new ArrayList<>();
    for (PublicKey node : nodes) {
      if (light.role(node).value().filter(role -> role.has(Role.Duty.STORE)).isPresent()) {
        found.add(node);
      }
    }
    return found;
  }

  /**
   * Takes connections of readers.
   *
   * @return where
   * @throws IOException if the address is in use
   */
  public InetSocketAddress listen(InetSocketAddress address) throws IOException {
    return link.listen(address);
  }

  /**
   * Connects to a holder that is no node: it is asked for pieces like the nodes.
   *
   * @throws IOException if it cannot be reached, or has another key
   */
  public void connect(PublicKey holder, InetSocketAddress address)
      throws IOException, InterruptedException {
    link.connect(holder, address);
  }

  /** Leaves keys of files with the members, and collects them. */
  public KeyShareClient keyShares() {
    return new KeyShareClient(link.calls(), Duration.ofMillis(CALL_MS));
  }

  /** Moves files; only these nodes are asked to hold new ones. */
  public OffChainFileClient files(List<PublicKey> holders) {
    return new OffChainFileClient(
        identity.ledger(),
        folder.work(),
        HolderDirectory.certified(() -> holders),
        link.calls(),
        FileTransferSettings.DEFAULT,
        new SecureRandom(),
        new SimpleMeterRegistry());
  }

  /** The consensus nodes as the newest proved headers have them. */
  public Membership members() throws RefusedException {
    long unused = light.sync();
    return state(ConsensusNodes.entry()).orElseGet(genesis::membership);
  }

  /**
   * A page of records that f + 1 agencies list (AGENCY-9).
   *
   * @throws RefusedException with the last reason if fewer answer
   */
  public Page<FoundRecord> records(RecordSearch search)
      throws RefusedException, InterruptedException {
    return pages().records(search, members());
  }

  /** The same of orders about a record, or of files entrusted to a holder. */
  public Page<HistoryEntry> orders(HistorySearch search)
      throws RefusedException, InterruptedException {
    return pages().orders(search, members());
  }

  /** What a trapdoor matches, as f + 1 nodes answer (AGENCY-10); the bill was ordered before. */
  public List<MaskedPage> match(Trapdoor trapdoor, BillSalt salt)
      throws RefusedException, InterruptedException {
    return new AgencySearch(link.calls(), Duration.ofMillis(CALL_MS))
        .match(trapdoor, salt, members());
  }

  /** Pages of which f + 1 of the {@link #members} say the same. */
  public AgencyPages pages() {
    return new AgencyPages(link.calls(), Duration.ofMillis(CALL_MS));
  }

  @Override
  public void close() throws IOException {
    link.close();
    headers.close();
    lock.close();
  }
}
