package org.medchain.cluster.doctor;

import java.util.List;
import java.util.Set;

/**
 * Members that cannot take part again with what they have.
 *
 * @param members how many there are in all
 * @param names of those
 * @param withoutStore of those whose stores are lost or old copies, and of who runs elsewhere
 * @param unaccepted what has to be accepted first, or judged: the counts are without it
 */
public record LostMembers(
    int members, Set<String> names, Set<String> withoutStore, List<ClusterFinding> unaccepted) {}
