// SPDX-License-Identifier: Apache-2.0
package com.dcarbon.local;

import com.dcarbon.local.service.Service;

/** A process of the stack that can be ended and started again by itself. */
public sealed interface Part {

    /** The name of its process, its log and its note. */
    String processName();

    /** What the services stand on. */
    enum Server implements Part {
        /** PostgreSQL with all its databases. */
        POSTGRES("postgres"),
        /** The one Kafka broker. */
        KAFKA("kafka");

        private final String processName;

        Server(String processName) {
            this.processName = processName;
        }

        @Override
        public String processName() {
            return processName;
        }

        @Override
        public String toString() {
            return processName;
        }
    }

    /**
     * One of the processes of a service. The first is the one that the gateway and other services call; a further one
     * shares the work that comes by Kafka and by rows, and answers on ports of its own.
     *
     * @param number from 1
     */
    record Replica(Service service, int number) implements Part {
        public Replica {
            if (number < 1 || number > 1 && service == Service.NEIGHBOURS) {
                throw new IllegalArgumentException("no replica " + number + " of " + service);
            }
        }

        public static Replica first(Service service) {
            return new Replica(service, 1);
        }

        public static Replica second(Service service) {
            return new Replica(service, 2);
        }

        @Override
        public String processName() {
            return number == 1 ? service.processName() : service.processName() + "-" + number;
        }

        @Override
        public String toString() {
            return processName();
        }
    }
}
