package org.medchain.contract.engine;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The roles that may send an operation.
 *
 * @param roles whose orders are executed; those of other roles are refused as {@link
 *     Outcome#NOT_ALLOWED}, before the state is read
 * @param clients of these roles offer the operation (APP-1): the other senders could only be
 *     refused, or have other tools
 */
public record OperationPermissions(List<Role> roles, List<Role> clients) {
  private static final List<Role> ALL = List.of(Role.values());
  private static final List<Role> PARTICIPANTS = allBut(Role.REGULATORY_CENTER);

  /** Only the regulatory center. */
  public static final OperationPermissions CENTER =
      new OperationPermissions(List.of(Role.REGULATORY_CENTER), List.of());

  /** All roles, by any client. */
  public static final OperationPermissions ANYBODY = new OperationPermissions(ALL, PARTICIPANTS);

  /** All roles but the regulatory center. */
  public static final OperationPermissions PARTICIPANT =
      new OperationPermissions(PARTICIPANTS, PARTICIPANTS);

  public OperationPermissions {
    roles = List.copyOf(roles);
    clients = List.copyOf(clients);
  }

  /** All roles but one. */
  public static List<Role> allBut(Role one) {
    return Arrays.stream(Role.values()).filter(each -> each != one).toList();
  }

  /** These roles, by their clients. */
  public static OperationPermissions clientsOf(Role... roles) {
    return new OperationPermissions(List.of(roles), List.of(roles));
  }

  /** The roles that have a duty, and these, by their clients. */
  public static OperationPermissions clientsOf(Role.Duty duty, Role... more) {
    List<Role> roles = Stream.concat(Role.with(duty).stream(), Stream.of(more)).toList();
    return new OperationPermissions(roles, roles);
  }

  /** All roles, if the state allows it; only clients of these roles offer it. */
  public static OperationPermissions anybodyByClientsOf(Role... roles) {
    return new OperationPermissions(ALL, List.of(roles));
  }

  /** The same for the clients of roles that have a duty, and of these. */
  public static OperationPermissions anybodyByClientsOf(Role.Duty duty, Role... more) {
    return new OperationPermissions(ALL, clientsOf(duty, more).clients());
  }
}
