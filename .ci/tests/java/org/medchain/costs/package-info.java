/**
 * What a module's tests cost. These sources are part of every module's tests (see the root {@code
 * pom.xml}), because only the JVM that runs the tests knows what it and its children took; {@code
 * .ci/BuildSummary.java} adds it up.
 */
package org.medchain.costs;
