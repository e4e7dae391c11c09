/**
 * What a module's tests cost. These sources are part of every module's tests (see the root {@code
 * pom.xml}), because only the JVM that runs the tests knows what it and its children took; {@code
 * .ci/summary/BuildSummary.java} adds it up. And what makes them cost less: nodes that tests start
 * begin with the classes of one rehearsal.
 */
package org.medchain.costs;
