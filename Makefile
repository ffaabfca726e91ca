# The verbs of the project. This file only calls Maven and the scripts of .ci.
#   REPO=folder        a Maven repository other than ~/.m2/repository
#   MVN=command        a Maven other than mvn
#   BROKER=host:port   for demo: a running broker instead of the embedded one; for run-emulated: the one to use
#   READINGS=15        for demo-sn: how many readings of each node are counted over, 1 to 30
#   BOARD=, PROGRAM=, PROFILE=bare|gc   for firmware, flash, run-emulated; BOARD also for firmware-lib;
#   STORE=yes          for firmware-lib: the libraries that keep the session in a store
#   CONNECT=yes        for firmware-lib: the one for MQTT 5.0 with properties of CONNECT and of the will
#   MAIN=, CLASSES=    for these, a program of your own: a class, and the folders and jars of its class files;
#                      C_SOURCES= a folder with functions in C for its @Import: see
#                      targets/stm32/README.md
#   ONLY='the ring'    for mutants: those whose titles have these words, or ONLY=2/6 for the second of six parts;
#                      MODULES=core-nogc,targets/javase,targets/stm32 are those that have some
#   SECONDS=60         for fuzz: how long for each of its seven targets
#   BENCH='-q -c ours,copy Encode'  for bench: only the benchmarks whose name matches, of these contenders (-c), one
#                      short process for each value (-q); no end to end
#   QUICK=--quick      for bench-full: a few seconds of each part, into bench/target/quick, to see that all of them work
#   PARTS='receive fleet'  for bench-full: only these, as it names them; the results of the others stay
#   ACCEPT=--accept    for bench-check: take the times that it measures as the new baseline; instructions: make footprint

MVN ?= mvn
JAVA ?= java
BOARD ?= stm32f405
PROGRAM ?= $(or $(MAIN),Echo311)
PROFILE ?= bare
SECONDS ?= 60
ONLY ?= 1/1
MODULES ?= core-nogc,targets/javase,targets/stm32
MAVEN := $(MVN) --batch-mode --no-transfer-progress -Dstyle.color=never $(if $(REPO),-Dmaven.repo.local=$(REPO))
BUILD := $(MAVEN) --quiet -DskipTests

# Maven would end each run with a stray escape sequence.
export MAVEN_OPTS += -Djansi.noreset=true

.DEFAULT_GOAL := help
.PHONY: help demo sn-gateway test check bench bench-check bench-fleet bench-full store-cost footprint mutants fuzz
.PHONY: bench-counting bench-receive bench-latency bench-startup bench-pi-node conformance soak dist clean
.PHONY: demo-sn
.PHONY: firmware firmware-lib flash run-emulated pi-package pi-arm pi-emulated

help: ## list the verbs
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

demo: ## a sensor node and an observer over a broker, live, with one cut; BROKER=host:port for a running one
	@.ci/setup java mvn
	@echo "building…"
	@$(BUILD) -pl samples/demo -am package
	@$(JAVA) -XX:TieredStopAtLevel=1 -jar samples/demo/target/demo.jar $(BROKER)

demo-sn: ## three sleeping MQTT-SN nodes on a lossy link, gateway and broker, and what a reading costs; READINGS=15
	@.ci/setup java mvn
	@echo "building…"
	@$(BUILD) -pl samples/demo -am package
	@$(JAVA) -XX:TieredStopAtLevel=1 -cp samples/demo/target/demo.jar nogc.samples.demo.SnDemo $(READINGS)

sn-gateway: ## the MQTT-SN gateway; ARGS='--broker host:1883 --port 1884', ARGS=--help lists its options
	@.ci/setup java mvn
	@$(BUILD) -pl samples/sn-gateway -am package
	@$(JAVA) -Xmx64m -jar samples/sn-gateway/target/sn-gateway.jar $(ARGS)

test: ## every test, with real brokers; first installs what is missing (as root)
	@.ci/setup
	@.ci/same-bytes $(MAVEN)
	@$(MAVEN) verify

check: ## the fast ones: CLDC 1.1 compilation, structure, Javadoc, the same bytes from a second build; no broker
	@.ci/setup java mvn
	@$(MAVEN) test -Dtest='StructureTest,*ClassFileTest' -Dsurefire.failIfNoSpecifiedTests=false
	@.ci/same-bytes $(MAVEN)

BENCH_REPORT = bench/footprint && $(JAVA) -cp bench/target/benchmarks.jar nogc.bench.report.HtmlReport bench/target/results bench/target/report.html

bench: ## codec (JMH) and end to end beside other clients, and a page of it: quick, under 10 minutes
	@.ci/setup java mvn mosquitto gcc mosquitto.h MQTTAsync.h
	@echo "building…"
	@$(BUILD) -pl bench,samples/mqtt-cli -am package
	@$(JAVA) -jar bench/target/benchmarks.jar $(or $(BENCH),-q)
	@$(if $(BENCH),,bench/end-to-end 3 2)
	@$(BENCH_REPORT)

bench-check: ## whether the codec lost speed: ratios against bench/baseline.json, instructions in the emulator; 6 minutes
	@.ci/setup java mvn arm-none-eabi-gcc qemu-system-arm
	@echo "building…"
	@$(BUILD) -pl bench,targets/stm32 -am package
	@$(if $(ACCEPT),,targets/stm32/footprint --instructions)
	@$(JAVA) -cp bench/target/benchmarks.jar nogc.bench.Check bench $(ACCEPT)

bench-full: ## all that is measured beside other clients, with intervals, and the tables of README: 75 minutes
	@.ci/setup java mvn mosquitto gcc mosquitto.h MQTTAsync.h openssl
	@echo "building…"
	@$(BUILD) -pl bench,samples/mqtt-cli -am package
	@bench/full $(QUICK) $(PARTS)

bench-fleet: ## 1, 100 and 10,000 clients in a JVM of 64 MB: CPU a message, latency, heap; 6 minutes
	@.ci/setup java mvn mosquitto
	@echo "building…"
	@$(BUILD) -pl bench,samples/mqtt-cli -am package
	@bench/fleet
	@$(BENCH_REPORT)

bench-receive: ## all clients receiving, from a peer that only sends and through Mosquitto; 10 minutes
	@.ci/setup java mvn mosquitto gcc mosquitto.h MQTTAsync.h
	@echo "building…"
	@$(BUILD) -pl bench,samples/mqtt-cli -am package
	@bench/receive
	@$(BENCH_REPORT)

bench-counting: ## against a peer that only counts, QoS 0 to 2, sizes, messages in flight; 14 minutes
	@.ci/setup java mvn gcc mosquitto.h MQTTAsync.h
	@echo "building…"
	@$(BUILD) -pl bench,samples/mqtt-cli -am package
	@bench/counting
	@$(BENCH_REPORT)

bench-latency: ## QoS 1 rounds and messages through at 1 to 90 % of the broker's rate, all clients, to 99.99 %; 14 minutes
	@.ci/setup java mvn mosquitto gcc mosquitto.h MQTTAsync.h
	@echo "building…"
	@$(BUILD) -pl bench -am package
	@bench/latency
	@$(BENCH_REPORT)

bench-startup: ## one message from a new JVM, ours and other clients: time, memory, smallest heap; 2 minutes
	@.ci/setup java mvn mosquitto
	@echo "building…"
	@$(BUILD) -pl bench -am package
	@bench/startup
	@$(BENCH_REPORT)

bench-pi-node: ## time to the first message and memory of the Raspberry Pi node beside Paho and HiveMQ: a minute
	@.ci/setup java mvn
	@echo "building…"
	@$(BUILD) -pl bench,samples/pi-node -am package
	@bench/pi-node
	@$(BENCH_REPORT)

footprint: ## bytes of RAM by the formula and measured, sizes of jars and firmware images, their stack and instructions
	@.ci/setup java mvn arm-none-eabi-gcc qemu-system-arm mosquitto mosquitto_pub
	@echo "building…"
	@$(BUILD) -Pfootprint -pl core-nogc,targets/javase,samples/mqtt-cli,targets/javame/tests,targets/stm32 -am package
	@.ci/jar-sizes
	@targets/stm32/footprint

store-cost: ## what a session in a flash log costs: bytes, programs, wear, RAM, and rates beside Paho with files
	@.ci/setup java mvn mosquitto
	@echo "building…"
	@$(BUILD) -pl bench -am package
	@bench/store-cost

mutants: ## deliberate bugs in client, JVM target and STM32 plugins, each of which a test must notice; ONLY=, MODULES=
	@.ci/setup java mvn arm-none-eabi-gcc qemu-system-arm
	@echo "building…"
	@$(BUILD) -Pmutants -Dmutants='$(ONLY)' -Dmutants.modules='$(MODULES)' -pl $(MODULES) -am test

fuzz: ## Jazzer on decoder, properties, topic rules, session, WebSocket, MQTT-SN and flash log; SECONDS=60 for each
	@.ci/setup java mvn
	@echo "building…"
	@$(BUILD) -Pfuzz -Dfuzz.seconds=$(SECONDS) -pl core-nogc -am process-test-classes

conformance: ## every clause of both versions and the test that proves it, into core-nogc/CONFORMANCE.md
	@.ci/setup java mvn
	@$(BUILD) -Pconformance -pl core-nogc -am process-test-classes

soak: ## the same tests as `make test` with larger counts: hours
	@.ci/setup
	@$(MAVEN) verify -Dnogc.soak=true

dist: ## jars, sources and Javadoc into target/dist
	@.ci/setup java mvn
	@echo "building…"
	@$(BUILD) -Pdist -pl hal,core-nogc,targets/javase,targets/javame,samples/mqtt-cli,samples/sn-gateway,samples/sensor-midlet \
		-am package
	@.ci/dist

pi-package: ## a Debian package of the Raspberry Pi node; RUNTIME=yes: with a Java runtime of this machine's architecture
	@.ci/setup java mvn dpkg-deb $(if $(RUNTIME),strip)
	@echo "building…"
	@$(BUILD) -pl samples/pi-node -am package
	@RUNTIME='$(RUNTIME)' samples/pi-node/build-package

pi-arm: ## the package under arm64 and armhf runtimes of Java in QEMU (as root): installed, run, killed; clear and TLS
	@.ci/setup java mvn mosquitto mosquitto_pub dpkg-deb adduser perl unshare qemu-aarch64-static
	@samples/pi-node/arm-java arm64
	@samples/pi-node/arm-java armhf
	@$(MAVEN) -DskipTests -Pemulated -Demulated=ArmTest -pl samples/pi-node -am integration-test

pi-emulated: ## the package on a whole Pi 3B in QEMU: systemd, thermal zone, GPIO, watchdog, power cut; first time slow
	@.ci/setup java mvn mosquitto mosquitto_pub dpkg-deb qemu-system-aarch64 mke2fs debugfs cpio depmod
	@samples/pi-node/pi-image
	@$(MAVEN) -DskipTests -Pemulated -Demulated=EmulatedPiTest -pl samples/pi-node -am integration-test

firmware: ## Java to an STM32 image: BOARD= PROGRAM= PROFILE=bare|gc; of your own: MAIN=com.acme.App CLASSES=its/classes
	@PROFILE='$(PROFILE)' CLASSES='$(CLASSES)' targets/stm32/check-names '$(BOARD)' '$(PROGRAM)'
	@.ci/setup java mvn arm-none-eabi-gcc
	@export PROFILE=$(PROFILE) C_SOURCES='$(C_SOURCES)' STARTED=$$(date +%s%3N); \
		MAVEN='$(BUILD)' targets/stm32/translate '$(PROGRAM)' '$(CLASSES)' \
		&& targets/stm32/build-firmware $(BOARD) '$(PROGRAM)'

firmware-lib: ## a static library with nogc_mqtt.h for programs in C, and a sample: BOARD as for firmware
	@targets/stm32/check-names '$(BOARD)' Echo311
	@.ci/setup java mvn arm-none-eabi-gcc
	@[ '$(CONNECT)' = yes ] || MAVEN='$(BUILD)' targets/stm32/translate $(if $(filter yes,$(STORE)),Stored)Library311
	@MAVEN='$(BUILD)' targets/stm32/translate \
		$(if $(filter yes,$(STORE)),Stored)$(if $(filter yes,$(CONNECT)),Connect)Library5
	@STORE=$(STORE) CONNECT=$(CONNECT) targets/stm32/build-library $(BOARD) \
		targets/stm32/src/sample/c/$(if $(filter yes,$(STORE)),stored_counter,main_loop).c

flash: ## the image of `make firmware` onto a board: WITH=st-flash|openocd|dfu-util
	@PROFILE=$(PROFILE) targets/stm32/flash-firmware $(BOARD) $(PROGRAM) $(WITH)

run-emulated: ## the same image in QEMU, its serial line joined to BROKER=host:port (127.0.0.1:1883)
	@PROFILE='$(PROFILE)' CLASSES='$(CLASSES)' targets/stm32/check-names '$(BOARD)' '$(PROGRAM)' \
		$(or $(BROKER),127.0.0.1:1883)
	@.ci/setup qemu-system-arm
	@EMULATED=yes $(MAKE) --no-print-directory firmware
	@PROFILE=$(PROFILE) CLASSES='$(CLASSES)' targets/stm32/run-emulated $(BOARD) $(PROGRAM) $(or $(BROKER),127.0.0.1:1883)

clean: ## remove everything that was built
	@$(MAVEN) --quiet clean
