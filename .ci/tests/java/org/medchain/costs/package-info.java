/**
 * What a module's tests cost, and what makes them cost less. These sources are part of every
 * module's tests (see the root {@code pom.xml}), because only the JVM that runs the tests knows
 * what it and its children took; {@code .ci/suite/summary/BuildSummary.java} adds it up. In the
 * fast suite properties make fewer tries; in the whole one nodes that tests start begin with the
 * classes of one rehearsal.
 */
package org.medchain.costs;
