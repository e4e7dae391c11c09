package org.medchain.cluster.member;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.GoneNodes;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.experiments.config.UserInputException;
import org.medchain.launcher.WholeFolder;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.PrivateFiles;
import org.medchain.node.identity.CredentialFiles;

/**
 * The files of one node of a cluster on this machine.
 *
 * @param cluster that it belongs to
 * @param name of the node and of its folder
 */
record MemberFiles(ClusterFolder cluster, String name) {
  private static final String LOST_DATA = "data-lost-";
  private static final String LOST_CREDENTIALS = "credentials-lost-";

  /**
   * Those of a node that there is.
   *
   * @throws UserInputException if there is none of this name; it names those that there are
   */
  static MemberFiles existing(ClusterFolder cluster, String name)
      throws UserInputException, IOException {
    List<String> names = all(cluster).stream().map(MemberFiles::name).toList();
    if (!names.contains(name)) {
      throw new UserInputException(
          (name.equals("center") ? "the center is no node" : "no node '" + name + "'")
              + " in "
              + cluster.folder()
              + "; there are "
              + String.join(", ", names));
    }
    return new MemberFiles(cluster, name);
  }

  /** Makes the folder again of a node of which the center's config alone is left, without keys. */
  static void remake(ClusterFolder cluster, String name) throws UserInputException, IOException {
    NodeConfig.PeerAddress gone = GoneNodes.of(cluster).get(name);
    if (gone != null) {
      NodeConfig center = NodeConfigFile.read(cluster.centerFile());
      MemberFiles node = new MemberFiles(cluster, name);
      NodeConfig config =
          config(cluster, name, gone.address(), center.consensus(), center.force(), node.folder());
      PrivateFiles.createDirectory(node.folder());
      DurableFile.write(config.genesis(), Bytes.of(Files.readAllBytes(cluster.genesisFile())));
      DurableFile.write(node.configFile(), NodeConfigFile.text(config, node.folder()));
    }
  }

  /** Of a member that connects to the nodes that the center connects to. */
  static NodeConfig config(
      ClusterFolder cluster,
      String name,
      InetSocketAddress listen,
      ConsensusConfig consensus,
      boolean force,
      Path folder)
      throws UserInputException, IOException {
    List<NodeConfig.PeerAddress> peers =
        NodeConfigFile.read(cluster.centerFile()).peers().stream()
            .filter(each -> !each.address().equals(listen))
            .toList();
    return NodeConfigFile.usual(name, listen, folder, peers, consensus, force);
  }

  /** All nodes of a cluster, by their numbers. */
  static List<MemberFiles> all(ClusterFolder cluster) throws IOException {
    List<MemberFiles> all = new ArrayList<>();
    for (int number : cluster.nodeNumbers()) {
      all.add(new MemberFiles(cluster, "n" + number));
    }
    return all;
  }

  /** Its folder. */
  Path folder() {
    return cluster.folder().resolve("nodes").resolve(name);
  }

  /** Its config's file. */
  Path configFile() {
    return folder().resolve("node.yaml");
  }

  NodeConfig config() throws UserInputException {
    return NodeConfigFile.read(configFile());
  }

  /** Its keys and certificates. */
  Path credentials() {
    return folder().resolve("credentials");
  }

  /** Those of a fresh key that is not in use yet. */
  Path freshCredentials() {
    return folder().resolve("credentials-fresh");
  }

  /** Its lost data, aside. */
  Path lostData(int number) throws UserInputException {
    return config().data().resolveSibling(LOST_DATA + number);
  }

  private Path lostCredentials(int number) {
    return folder().resolve(LOST_CREDENTIALS + number);
  }

  /** A number that no folder aside has. */
  int nextNumber() throws UserInputException {
    int number = 1;
    while (Files.exists(lostData(number)) || Files.exists(lostCredentials(number))) {
      number++;
    }
    return number;
  }

  /** Its key: by its credentials, or, without them, as the center's config has it. */
  PublicKey key() throws UserInputException, IOException {
    if (Files.isDirectory(credentials())) {
      return CredentialFiles.read(credentials()).ledger().publicKey();
    }
    NodeConfig own = config();
    return NodeConfigFile.read(cluster.centerFile()).peers().stream()
        .filter(peer -> peer.address().equals(own.listen()))
        .map(NodeConfig.PeerAddress::key)
        .findFirst()
        .orElseThrow(
            () ->
                new UserInputException(
                    credentials() + " is missing, and center.yaml has no node at " + own.listen()));
  }

  /**
   * Lays aside what the lost key had, and puts the fresh key in its place; what is done already is
   * not done again.
   */
  void exchange(Replacement replacement) throws UserInputException, IOException {
    if (Files.isDirectory(freshCredentials())) {
      Path lost = lostCredentials(replacement.number());
      if (Files.isDirectory(credentials()) && !Files.exists(lost)) {
        DurableFile.move(credentials(), lost);
      }
      Path data = config().data();
      if (Files.isDirectory(data) && !Files.exists(lostData(replacement.number()))) {
        DurableFile.move(data, lostData(replacement.number()));
      }
      withoutTrace();
      DurableFile.move(freshCredentials(), credentials());
    }
  }

  /** A trace numbers the members of the genesis block, and a fresh key is not one of them. */
  private void withoutTrace() throws IOException {
    List<String> lines = Files.readAllLines(configFile());
    List<String> kept = lines.stream().filter(line -> !line.startsWith("trace:")).toList();
    if (kept.size() < lines.size()) {
      DurableFile.write(configFile(), String.join("\n", kept) + "\n");
    }
  }

  /** Removes what was kept until the node is whole again. */
  void deleteLost(Replacement replacement) throws UserInputException, IOException {
    WholeFolder.delete(lostData(replacement.number()));
    WholeFolder.delete(lostCredentials(replacement.number()));
    Files.deleteIfExists(folder().resolve(Replacement.NAME));
  }

  /** Writes one key for another into the configs of the center and of all nodes. */
  void renameKey(PublicKey from, PublicKey to) throws IOException {
    String old = from.value().toHex();
    for (Path each : configs(cluster)) {
      String text = Files.readString(each);
      if (text.contains(old)) {
        DurableFile.write(each, text.replace(old, to.value().toHex()));
      }
    }
  }

  /** The configs of the center and of all nodes. */
  static List<Path> configs(ClusterFolder cluster) throws IOException {
    List<Path> configs = new ArrayList<>(List.of(cluster.centerFile()));
    all(cluster).forEach(each -> configs.add(each.configFile()));
    return configs;
  }
}
