package org.medchain.spec;

import java.util.List;

/**
 * CONS-5, PBFT-13 and PBFT-14 at one height: with medchain's quorums nothing bad is reachable and a
 * stable view decides; with any other numbers one of the two is lost.
 *
 * <p>Each of the other pairs is one number of replicas, once with a quorum too small, once with one
 * too large. Two views are not enough to see what is wrong with M11: keep a model of three.
 */
class PbftOneModelTest extends ModelTest {
  PbftOneModelTest() {
    super("PbftOne");
  }

  @Override
  List<Case> largeCases() {
    return named(
        """
        one-n6-f2-q4 one-n6-f2-q4-live one-n6-f2-q5 one-n6-f2-q5-live
        one-M11-2views one-M11 one-n4-3views one-n6-f1-q4 one-n7-2views
        one-n4-4views
        """);
  }
}
