package org.medchain.cluster.participant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.client.identity.KnownNetwork;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.session.ParticipantSession;
import org.medchain.cluster.file.NodeConfigFile;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.center.SignedGenesis;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.durable.DurableFile;

/**
 * What a participant has to know of a cluster: the chain's genesis, what the center signed of it,
 * and where the nodes are. Copied from the cluster's folder, so that the identity does not need it
 * any more.
 *
 * @param folder of these files
 */
public record NetworkFiles(Path folder) implements KnownNetwork {
  private static final String GENESIS = "genesis.bin";
  private static final String SIGNED = "genesis.signed";
  private static final String NODES = "network.yaml";

  /** What an identity knows of its cluster. */
  public static NetworkFiles of(ParticipantFolder identity) {
    return new NetworkFiles(identity.network());
  }

  /** The identity at work on its cluster, as it answers nothing to others. */
  public static ParticipantSession session(ParticipantFolder identity, char[] passphrase)
      throws IOException, InterruptedException {
    return ParticipantSession.open(identity, of(identity), passphrase, List::of);
  }

  /** Copies what there is to know of a cluster; a later copy brings nodes that joined. */
  public void copy(ClusterFolder cluster) throws UserInputException, IOException {
    Path genesis = folder.resolve(GENESIS);
    Bytes other = Bytes.of(Files.readAllBytes(cluster.genesisFile()));
    if (Files.exists(genesis) && !Bytes.of(Files.readAllBytes(genesis)).equals(other)) {
      boolean recovered = genesis().chain().equals(cluster.genesis().chain());
      throw new UserInputException(
          cluster.folder()
              + (recovered
                  ? " has another recovery than this identity: medchain cluster accept --to "
                      + folder
                      + " --from "
                      + cluster.folder()
                  : " is another chain than the one that this identity is for"));
    }
    NodeConfig config = NodeConfigFile.read(cluster.centerFile());
    DurableFile.write(folder.resolve(NODES), NodeConfigFile.text(asSeenFromHere(config), folder));
    if (Files.exists(cluster.signedGenesisFile())) {
      DurableFile.write(
          folder.resolve(SIGNED), Bytes.of(Files.readAllBytes(cluster.signedGenesisFile())));
    }
    // The last one: where it is, everything is.
    DurableFile.write(genesis, other);
  }

  /** Only consensus and peers of it count here; paths must not name the center's files. */
  private NodeConfig asSeenFromHere(NodeConfig center) {
    return RecordCopy.with(
        center,
        Map.of(
            "name", "network",
            "genesis", folder.resolve(GENESIS),
            "credentials", folder,
            "data", folder,
            "superior", Optional.empty(),
            "shell", Optional.empty(),
            "trace", Optional.empty()));
  }

  @Override
  public Genesis genesis() throws IOException {
    return decoded(folder.resolve(GENESIS), Genesis::decode);
  }

  @Override
  public NodeConfig nodes() throws IOException {
    try {
      return NodeConfigFile.read(folder.resolve(NODES));
    } catch (UserInputException e) {
      throw new IOException(String.join("; ", e.lines()), e);
    }
  }

  @Override
  public Optional<SignedGenesis> signedGenesis() throws IOException {
    Path file = folder.resolve(SIGNED);
    return Files.exists(file)
        ? Optional.of(decoded(file, Codec.of(SignedGenesis.class)::decode))
        : Optional.empty();
  }

  private static <T> T decoded(Path file, Function<Decoder, T> reader) throws IOException {
    try {
      return Decoder.decode(Bytes.of(Files.readAllBytes(file)), reader);
    } catch (MalformedInput e) {
      throw new IOException(file + " is damaged: " + e.getMessage(), e);
    }
  }
}
