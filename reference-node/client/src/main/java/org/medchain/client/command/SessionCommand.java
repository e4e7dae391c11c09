package org.medchain.client.command;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.enrolment.LocalInputs;
import org.medchain.client.identity.IdentitiesFolder;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.session.ParticipantSession;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.MedicalRecord;
import org.medchain.data.PublicKey;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcService;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** A command that an identity carries out on its cluster. */
abstract class SessionCommand extends ParticipantCommand {
  @Option(
      names = "--as",
      paramLabel = "NAME",
      required = true,
      description = "The identity that does it.")
  private String name;

  @Option(
      names = "--ask",
      paramLabel = "NODE",
      description =
          "Asks only this node, by its key or HOST:PORT, for blocks and for entries of the ledger "
              + "with proofs, which are checked. Lists are still asked of several nodes.")
  private String asked;

  /** Null until it is connected. */
  private ParticipantSession session;

  /** Reads the id of a record, a request or a deal. */
  static final class RecordIdConverter implements ITypeConverter<Hash> {
    @Override
    public Hash convert(String text) {
      if (!text.matches("[0-9a-f]{64}")) {
        throw new TypeConversionException(
            "'" + text + "' is not an id; allowed are 64 hexadecimal digits");
      }
      return Hash.fromHex(text);
    }
  }

  /** The record that a command is about. */
  static final class RecordParameter {
    @Parameters(
        index = "0",
        paramLabel = "RECORD",
        converter = RecordIdConverter.class,
        description = "The record's id, 64 hexadecimal digits.")
    Hash id;
  }

  /** Whose consent or log a command is about: one's own, or that of an owner whom one acts for. */
  static final class OwnerOption {
    @Option(
        names = "--for",
        paramLabel = "OWNER",
        description = "As its delegate: whose; your own unless given.")
    private String owner;

    /** Whether another's is meant. */
    boolean isGiven() {
      return owner != null;
    }

    PublicKey key(IdentitiesFolder identities, PublicKey own) throws Exception {
      return owner == null ? own : identities.key(owner);
    }
  }

  /** Reads the type of an offer or a request, which goes into the ledger for others to read. */
  static final class DataTypeConverter implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
      int size = Bytes.utf8(text).size();
      if (size < 1 || size > MedicalRecord.MAX_TYPE_SIZE || !oneLine(text).equals(text)) {
        throw new TypeConversionException(
            "'%s' is not a type; allowed are 1 to %s bytes without control characters"
                .formatted(oneLine(text), MedicalRecord.MAX_TYPE_SIZE));
      }
      return text;
    }
  }

  /** Reads one of two words. */
  abstract static class ClaimConverter implements ITypeConverter<ClaimConverter.Claim> {
    private final String yes;
    private final String no;

    /**
     * A statement that holds or not, with its word: for a boolean, picocli reads "false" by itself.
     */
    record Claim(String word, boolean holds) {}

    ClaimConverter(String yes, String no) {
      this.yes = yes;
      this.no = no;
    }

    @Override
    public final Claim convert(String text) {
      if (!text.equals(yes) && !text.equals(no)) {
        throw new TypeConversionException("'%s': allowed are %s and %s".formatted(text, yes, no));
      }
      return new Claim(text, text.equals(yes));
    }
  }

  @Override
  final void answer() throws Exception {
    try {
      CommandAnswer answer = run();
      if (session().requests().isResumed()) {
        progress("the same command had this ordered before, and did not tell it:");
      }
      tell(answer);
      session().requests().commandTold();
    } catch (RefusedException e) {
      if (session != null) {
        session.requests().commandRefused();
      }
      throw e;
    } finally {
      if (session != null) {
        session.close();
      }
    }
  }

  /** The open connections: typed values are checked before, so nothing is asked in vain. */
  final ParticipantSession session() throws Exception {
    if (session == null) {
      Optional<PublicKey> node = asked == null ? Optional.empty() : Optional.of(asked());
      ParticipantFolder files = folder();
      session =
          ParticipantSession.open(
              files, LocalInputs.here().network(files), passphrase(), this::services);
      session.notices().forEach(this::progress);
      node.ifPresent(session.link()::ask);
      session.requests().beginCommand(typedWords());
    }
    return session;
  }

  /**
   * The calls that it answers to others while it runs; made when no other command uses the
   * identity.
   */
  List<RpcService> services() throws IOException {
    return List.of();
  }

  /** How long it stays. */
  static Duration time(int seconds) throws InputException {
    if (seconds < 0) {
      throw new InputException("--seconds: 0 or more, not " + seconds);
    }
    return Duration.ofSeconds(seconds);
  }

  private PublicKey asked() throws Exception {
    List<NodeConfig.PeerAddress> nodes = LocalInputs.here().network(folder()).nodes().peers();
    String allowed =
        nodes.stream().map(each -> text(each.address())).collect(Collectors.joining(", "));
    return nodes.stream()
        .filter(each -> asked.equals(each.key().toString()) || asked.equals(text(each.address())))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "--ask: '%s' is not a node of the cluster; allowed are %s"
                        .formatted(oneLine(asked), allowed)))
        .key();
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  /** The identity's files. */
  final ParticipantFolder folder() throws IOException {
    return identities().named(name);
  }
}
