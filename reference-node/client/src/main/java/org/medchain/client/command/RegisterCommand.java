package org.medchain.client.command;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import org.medchain.client.enrolment.CenterConnection;
import org.medchain.client.enrolment.IdentityEnrolment;
import org.medchain.client.enrolment.InputException;
import org.medchain.client.enrolment.KeyHandover;
import org.medchain.client.enrolment.LocalInputs;
import org.medchain.client.identity.IdentityCard;
import org.medchain.client.identity.ParticipantFolder;
import org.medchain.client.search.IndexRenewal;
import org.medchain.client.session.ParticipantSession;
import org.medchain.contract.engine.Participant;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.AskBalance;
import org.medchain.contract.registration.RegistrationEvents.BalanceTold;
import org.medchain.data.PublicKey;
import org.medchain.node.center.Invitation;
import org.medchain.node.identity.CredentialFiles;
import org.medchain.node.transport.RefusedException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code register} of each role (PROC-1): makes the keys here, or has the center make them (REG-7),
 * and has the center enrol them. Once interrupted, the same command continues where it was; once
 * done, it renews the certificates.
 */
abstract class RegisterCommand extends ParticipantCommand {
  private static final String ESCROW =
      "in escrow: the center made it and keeps a copy, with which it can sign as you";

  private Role role;

  /** A doctor's, by its name on the ledger. */
  Optional<PublicKey> hospital = Optional.empty();

  private Optional<KeyReplacement> old = Optional.empty();
  private ParticipantFolder folder;
  private char[] passphrase;

  @Mixin final LocalInputs.ClusterChoice cluster = LocalInputs.here().clusterChoice();

  @Option(names = "--as", paramLabel = "NAME", description = "Name of the new identity, for you.")
  private String name;

  @Option(
      names = "--invited",
      description =
          "Reads an invitation, as 'center invite' printed it, from standard input; unless given, "
              + "the cluster's center has its operator on this machine, who lets you in.")
  private boolean invited;

  @Option(
      names = "--replaces",
      paramLabel = "OLD",
      description =
          "The key that was lost or changes, or an identity of this machine: the new key signs for "
              + "the same participant, which keeps its records, points and consent; OLD is refused "
              + "then. Your search index and the names of your types are made new.")
  private String replaced;

  @Option(
      names = "--keys-by-center",
      description =
          "The center makes the keys and hands them over encrypted, as the paper has it. It keeps a"
              + " copy, with which it can sign as you. Unless given, the keys are made here.")
  private boolean keysByCenter;

  RegisterCommand(Role role) {
    this.role = role;
  }

  /** The role of this word, in place of the usual one. */
  final Role takeRole(String word, List<Role> allowed) throws InputException {
    role = role("--role: '" + word + "' is not allowed", "", word, allowed);
    return role;
  }

  /**
   * The role of a word, in letters of any size.
   *
   * @param flaw the message for another word, before the allowed ones
   * @param prefix of each of those
   */
  static Role role(String flaw, String prefix, String word, List<Role> allowed)
      throws InputException {
    List<String> words = allowed.stream().map(each -> prefix + each.word()).toList();
    return allowed.stream()
        .filter(each -> each.word().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(() -> new InputException(flaw + "; allowed are " + String.join(", ", words)));
  }

  /** Whether the ledger is to get a participant that it does not have. */
  final boolean isNewParticipant() throws Exception {
    if (name == null || replaced != null) {
      return false;
    }
    ParticipantFolder named = identities().named(name);
    return !named.exists() || !named.card().registered();
  }

  /** Does it. */
  @Override
  CommandAnswer run() throws Exception {
    if (name == null) {
      throw new InputException("--as: the name of the new identity is missing");
    }
    folder = identities().named(name);
    LocalInputs.LocalCluster joined = cluster.chosen();
    passphrase = passphrase();
    if (replaced != null) {
      old = Optional.of(KeyReplacement.of(identities(), name, replaced));
      Optional<Role> before = old.get().role();
      if (before.isPresent()) {
        requireRole(before.get());
      }
    }
    folder.createFolders();
    FileChannel lock = folder.lock();
    try {
      enrol(joined);
    } finally {
      lock.close();
    }
    CommandAnswer answer;
    try (ParticipantSession session = session()) {
      answer = confirmed(session);
    }
    if (old.isEmpty()) {
      return answer;
    }
    // Another session: whose the key is was told in that one.
    try (ParticipantSession session = session()) {
      return old.get().moveKeys(session, passphrase, this::progress, answer);
    }
  }

  /** Before anything is ordered: another key of a participant has the participant's role. */
  private void requireRole(Role before) throws InputException {
    if (before != role) {
      throw new InputException(
          "--replaces: the role of %s is %s, and stays; this command is for %s"
              .formatted(replaced, before.word(), role.word()));
    }
  }

  private void enrol(LocalInputs.LocalCluster joined) throws Exception {
    joined.copyTo(folder); // each time, as nodes join
    if (!keysByCenter) {
      KeyHandover.requireNone(folder);
    }
    boolean byOperator = !invited && joined.hasOperator();
    try (CenterConnection center = joined.connectToCenter(byOperator)) {
      KeyHandover.InvitationSource invitations =
          byOperator ? name -> KeyHandover.invite(center, name) : RegisterCommand::invitation;
      boolean handed =
          keysByCenter && new KeyHandover(folder, role, passphrase).complete(center, invitations);
      IdentityEnrolment enrolment = new IdentityEnrolment(folder, role, passphrase);
      boolean isCertified =
          handed
              || (byOperator
                  ? CredentialFiles.isCertified(folder.keys())
                  : enrolment.isKnownTo(center));
      if (!isCertified) {
        enrolment.certify(center, invitations.get(enrolment.card().certificateName()));
      } else if (byOperator && !handed) {
        enrolment.renew(center);
      }
      if (byOperator && !enrolment.card().registered()) {
        order(center, enrolment);
      }
    }
  }

  private void order(CenterConnection operator, IdentityEnrolment enrolment) throws Exception {
    if (old.isPresent()) {
      old.get().order(operator, enrolment.card().key());
    } else {
      IdentityCard card = enrolment.card();
      enrolment.register(operator, new Participant(card.key(), card.role(), hospital));
    }
  }

  /** The first request: that it is answered shows that the ledger has the key. */
  private CommandAnswer confirmed(ParticipantSession session) throws Exception {
    IdentityCard card = session.card();
    BalanceTold told = told(session);
    if (told.role() != role) {
      throw new RefusedException("on the ledger the role of this key is " + told.role().word());
    }
    if (old.isPresent() && told.key().equals(card.key())) {
      throw new RefusedException("the ledger has this key as another participant's");
    }
    boolean begins = !card.registered() && role == Role.PATIENT;
    if (begins && !told.key().equals(card.key())) {
      IndexRenewal.begin(session.folder()); // the index on the ledger follows from other keys
    } else if (begins) {
      new IndexRenewal(session).beginIfAny(); // from a folder that was lost
    }
    session.folder().write(card.asRegistered(told.key()));
    String word = card.registered() ? "registered before; certificates are new" : "registered";
    return CommandAnswer.of("name", card.name())
        .with("role", role)
        .with("key", card.key())
        .with("escrow", card.escrow())
        .with("participant", told.key())
        .with("points", told.points())
        .text("{name}: " + card.role().word() + ", " + word + "; {points} points")
        .text(card.escrow() ? "key {key}; " + ESCROW : "key {key}");
  }

  private BalanceTold told(ParticipantSession session) throws Exception {
    try {
      return session.require(new AskBalance(), BalanceTold.class);
    } catch (RefusedException e) {
      IdentityCard card = session.card();
      String own = card.key().value().toHex();
      String order =
          old.isPresent()
              ? "replace-key --key " + old.get().old().value().toHex() + " --successor " + own
              : "authorise --key "
                  + own
                  + " --role entity --name "
                  + card.certificateName()
                  + " --participant "
                  + card.role().word()
                  + hospital.map(each -> " --hospital " + each.value().toHex()).orElse("");
      throw new RefusedException(
          ("%s; the center's operator registers the key by: center %s; then this command "
                  + "continues")
              .formatted(e.getMessage(), order));
    }
  }

  private ParticipantSession session() throws IOException, InterruptedException {
    return ParticipantSession.open(
        folder, LocalInputs.here().network(folder), passphrase, List::of);
  }

  private static Invitation invitation(String name) throws InputException, IOException {
    return LocalInputs.here()
        .invitation(
            "; the center's operator makes one by: center invite --role entity --name " + name);
  }
}
