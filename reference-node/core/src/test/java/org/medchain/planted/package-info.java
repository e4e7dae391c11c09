/** Classes that break the rules of the core on purpose, which the tests of the rules must find. */
package org.medchain.planted;
