/** What a module's tests cost; part of every module's tests (root {@code pom.xml}). */
package org.medchain.costs;
