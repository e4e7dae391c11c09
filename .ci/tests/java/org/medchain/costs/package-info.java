/** Costs of a module's tests; part of every module's tests (root {@code pom.xml}). */
package org.medchain.costs;
