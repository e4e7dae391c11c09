/** The spec held against the tree: from a requirement to code, tests and models, and back. */
package org.medchain.spec.coverage;
