/** How a person becomes a participant (paper §4 (1)): whose keys, certified and registered. */
package org.medchain.client.enrolment;
