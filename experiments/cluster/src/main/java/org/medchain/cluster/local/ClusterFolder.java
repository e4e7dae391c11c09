package org.medchain.cluster.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.contract.Genesis;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Difficulty;
import org.medchain.data.KeyPair;
import org.medchain.data.MalformedInput;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.CenterRequest;
import org.medchain.node.center.CertificateAuthority;
import org.medchain.node.center.CertificateAuthorityFiles;
import org.medchain.node.center.LocalCertificateIssuer;
import org.medchain.node.center.Registrar;
import org.medchain.node.center.SignedGenesis;
import org.medchain.node.center.ValidityPeriods;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * The files of a cluster on one machine: genesis, center, nodes and clients with their keys,
 * certificates and configs (NODE-8).
 *
 * @param folder of all of it
 */
public record ClusterFolder(Path folder) {
  static final String GENESIS = "genesis.bin";

  /** In the center's folder: keys and certificates of its operator. */
  public static final String OPERATOR = "operator";

  private static final Duration AUTHORITY_VALIDITY = Duration.ofDays(3650);
  private static final long CLOCK_TOLERANCE_MS = 10_000;

  /**
   * The files of the cluster in a folder.
   *
   * @throws UserInputException if there are none
   */
  public static ClusterFolder existing(Path where) throws UserInputException {
    ClusterFolder files = new ClusterFolder(where.toAbsolutePath().normalize());
    if (!Files.isRegularFile(files.genesisFile())) {
      throw new UserInputException(where + ": not a cluster's folder: it has no genesis.bin");
    }
    return files;
  }

  /** The cluster's name, in messages. */
  public String name() {
    return String.valueOf(folder.getFileName());
  }

  /** The genesis in its canonical encoding. */
  public Path genesisFile() {
    return folder.resolve(GENESIS);
  }

  /** The center's folder: its authority, register, credentials and config. */
  public Path center() {
    return folder.resolve("center");
  }

  /** The center's public key in hexadecimal digits, for those who check proofs (PROC-7). */
  public Path centerKeyFile() {
    return folder.resolve("center.pub");
  }

  /** What the center says of the chain's beginning, in its canonical encoding (PROC-6). */
  public Path signedGenesisFile() {
    return center().resolve("genesis.signed");
  }

  /** Keys and certificates of the running center's operator. */
  public Path operatorCredentials() {
    return center().resolve(OPERATOR);
  }

  /** The center's config: one like a node's, whose data are the authority and its register. */
  public Path centerFile() {
    return center().resolve("center.yaml");
  }

  /** Options of the processes' JVMs, one a line. */
  public Path jvmFile() {
    return folder.resolve("jvm.options");
  }

  /** How many nodes there are, followers included. */
  public int nodes() {
    int count = 0;
    while (Files.exists(nodeFile(count))) {
      count++;
    }
    return count;
  }

  /** The numbers of the nodes; one that left the cluster leaves a gap. */
  public List<Integer> nodeNumbers() throws IOException {
    try (Stream<Path> nodes = Files.list(folder.resolve("nodes"))) {
      return nodes
          .filter(each -> Files.exists(each.resolve("node.yaml")))
          .map(each -> each.getFileName().toString())
          .filter(name -> name.matches("n\\d{1,4}"))
          .map(name -> Integer.valueOf(name.substring(1)))
          .sorted()
          .toList();
    }
  }

  /** A node's folder; followers are numbered after the consensus nodes. */
  public Path node(int number) {
    return folder.resolve("nodes").resolve("n" + number);
  }

  /** A node's config. */
  public Path nodeFile(int number) {
    return node(number).resolve("node.yaml");
  }

  /** A node's name on the ledger. */
  public PublicKey nodeKey(int number) throws IOException {
    return CredentialFiles.read(node(number).resolve("credentials")).ledger().publicKey();
  }

  /** The keys and addresses of some nodes. */
  public List<NodeConfig.PeerAddress> addresses(List<Integer> numbers)
      throws UserInputException, IOException {
    List<NodeConfig.PeerAddress> addresses = new ArrayList<>();
    for (int each : numbers) {
      NodeConfig config = NodeConfigFile.read(nodeFile(each));
      addresses.add(new NodeConfig.PeerAddress(nodeKey(each), config.listen()));
    }
    return addresses;
  }

  /** A client's folder of keys and certificates. */
  public Path client(int number) {
    return folder.resolve("clients").resolve("c" + number);
  }

  /**
   * The genesis of the chain.
   *
   * @throws UserInputException if the file holds none; in one line that names it
   */
  public Genesis genesis() throws UserInputException, IOException {
    return genesis(genesisFile());
  }

  /** The same of any file. */
  public static Genesis genesis(Path file) throws UserInputException, IOException {
    try {
      return Decoder.decode(Bytes.of(Files.readAllBytes(file)), Genesis::decode);
    } catch (MalformedInput e) {
      throw new UserInputException(file + " is not a genesis: " + e.getMessage());
    }
  }

  /**
   * Connects to the running center, as its operator.
   *
   * @throws UserInputException if no center runs here
   */
  public CenterConnection connectToCenter()
      throws UserInputException, IOException, InterruptedException {
    return connectToCenter(CredentialFiles.read(operatorCredentials()));
  }

  /**
   * The same with other credentials.
   *
   * @throws UserInputException if no center runs here
   */
  public CenterConnection connectToCenter(Identity identity)
      throws UserInputException, IOException, InterruptedException {
    RunningProcess running =
        RunningProcess.read(center())
            .orElseThrow(
                () ->
                    new UserInputException(
                        center() + ": no center runs here; see 'cluster status'"));
    return new CenterConnection(
        identity, genesis(), RunningProcess.socketAddress(running.address()));
  }

  /** What the ledger answers to an order of the running center's operator. */
  public List<Receipt> order(CenterRequest order)
      throws UserInputException, IOException, InterruptedException {
    try (CenterConnection center = connectToCenter()) {
      return center.execute(client -> client.execute(order));
    }
  }

  /** Credentials with which an invited process connects to the center (decision 0150). */
  public Path bootstrap() {
    return center().resolve("bootstrap");
  }

  /** Keys and certificates of a client. */
  public Identity clientIdentity(int number) throws IOException {
    return CredentialFiles.read(client(number));
  }

  /**
   * Makes all files of a new cluster on this machine.
   *
   * @throws IOException if there is one already, or the disk does not take it
   */
  public static ClusterFolder create(Path folder, ClusterPlan plan) throws IOException {
    return create(folder, plan, new char[0]);
  }

  /** The same with a passphrase of the center's key; none if it is empty. */
  public static ClusterFolder create(Path folder, ClusterPlan plan, char[] passphrase)
      throws IOException {
    ProcessAddresses places = ProcessAddresses.local(plan.nodes() + plan.followers());
    return create(folder, plan, places, ValidityPeriods.DEFAULT, passphrase);
  }

  /**
   * Makes all files of a new cluster.
   *
   * @param places of its processes; the plan's ports do not count
   * @param validity of the first certificates
   * @param passphrase of the center's key; none if it is empty
   * @throws IOException if there is one already, or the disk does not take it
   */
  public static ClusterFolder create(
      Path folder,
      ClusterPlan plan,
      ProcessAddresses places,
      ValidityPeriods validity,
      char[] passphrase)
      throws IOException {
    ClusterFolder made = new ClusterFolder(folder.toAbsolutePath().normalize());
    if (Files.exists(made.genesisFile())) {
      throw new IOException(folder + " holds a cluster already");
    }
    PrivateFiles.createDirectory(made.folder());
    made.createFolders(plan);
    SecureRandom random = new SecureRandom();
    CertificateAuthority authority =
        CertificateAuthority.create(
            "medchain regulatory center", Instant.now(), AUTHORITY_VALIDITY, random);
    CertificateAuthorityFiles.write(made.center(), authority, passphrase, random);
    try (Registrar registrar =
        new Registrar(made.center(), authority, validity, InstantSource.system(), random)) {
      made.issueAll(
          plan, places, new LocalCertificateIssuer(registrar, InstantSource.system(), random));
    }
    DurableFile.write(
        made.jvmFile(),
        plan.processes().jvm().stream().map(each -> each + "\n").collect(Collectors.joining()));
    return made;
  }

  /** Made by themselves, since each is to be its owner's alone (OPS-22). */
  private void createFolders(ClusterPlan plan) throws IOException {
    PrivateFiles.createDirectory(node(0).getParent());
    for (int i = 0; i < plan.nodes() + plan.followers(); i++) {
      PrivateFiles.createDirectory(node(i));
    }
    PrivateFiles.createDirectory(client(0).getParent());
  }

  private void issueAll(ClusterPlan plan, ProcessAddresses places, LocalCertificateIssuer issuing)
      throws IOException {
    Identity center =
        issue(
            issuing,
            PeerRole.REGULATORY_CENTER,
            "center",
            List.of(places.center().host()),
            center().resolve("credentials"));
    // The center's operator has a key of its own, since no process connects to itself (CLUSTER-5).
    issue(issuing, PeerRole.REGULATORY_CENTER, "operator", List.of(), operatorCredentials());
    List<Identity> nodes = new ArrayList<>();
    int all = plan.nodes() + plan.followers();
    for (int i = 0; i < all; i++) {
      PeerRole role = i < plan.nodes() ? PeerRole.CONSENSUS_NODE : PeerRole.FOLLOWING_NODE;
      List<String> addresses = List.of(places.nodes().get(i).host());
      nodes.add(issue(issuing, role, "n" + i, addresses, node(i).resolve("credentials")));
    }
    List<Participant> participants = new ArrayList<>(plan.terms().participants());
    for (int i = 0; i < plan.clients(); i++) {
      Identity client = issue(issuing, PeerRole.AGENCY, "c" + i, List.of(), client(i));
      participants.add(new Participant(client.ledger().publicKey(), Role.RESEARCH));
    }
    List<PublicKey> keys = nodes.stream().map(each -> each.ledger().publicKey()).toList();
    if (plan.terms().hospitals()) {
      keys.subList(0, plan.nodes())
          .forEach(key -> participants.add(new Participant(key, Role.TERTIARY_HOSPITAL)));
    }
    Genesis genesis =
        new Genesis(
            new Genesis.Terms(
                System.currentTimeMillis(),
                keys.subList(0, plan.nodes()),
                plan.window(),
                Difficulty.NONE,
                CLOCK_TOLERANCE_MS,
                center.ledger().publicKey(),
                plan.terms().rules(),
                plan.terms().metadata()),
            participants);
    DurableFile.write(
        signedGenesisFile(),
        SignedGenesis.sign(genesis, center.ledger(), NativeEd25519.orPortable()).encoded());
    DurableFile.write(centerKeyFile(), center.ledger().publicKey().value().toHex() + "\n");
    writeConfigs(new ClusterConfigs(plan, places, keys), genesis.encoded());
  }

  /** First keys and certificates; from then on each process renews at the center itself (CA-5). */
  public static Identity issue(
      LocalCertificateIssuer issuing,
      PeerRole role,
      String name,
      List<String> addresses,
      Path where)
      throws IOException {
    try {
      KeyPair ledger = Identity.generateLedgerKeys(issuing.random());
      Identity identity = issuing.identity(ledger, role, name, addresses);
      CredentialFiles.write(where, identity);
      return identity;
    } catch (RefusedException e) {
      throw new IOException("the center issues nothing for " + name + ": " + e.getMessage(), e);
    }
  }

  /** Each folder gets a genesis of its own, so that it can go to another machine as it is. */
  private void writeConfigs(ClusterConfigs configs, Bytes genesis) throws IOException {
    DurableFile.write(center().resolve(GENESIS), genesis);
    DurableFile.write(centerFile(), NodeConfigFile.text(configs.center(center()), center()));
    for (int i = 0; i < configs.keys().size(); i++) {
      DurableFile.write(node(i).resolve(GENESIS), genesis);
      DurableFile.write(nodeFile(i), NodeConfigFile.text(configs.node(i, node(i)), node(i)));
    }
    // The last one: where it is, everything is.
    DurableFile.write(genesisFile(), genesis);
  }
}
