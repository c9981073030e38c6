import type { Language } from '../../nodes/shared/language';

/** What happened, and what to do about it where that is said apart. */
export type Said = readonly [message: string, remedy?: string];

/** Each error that a user can cause, as each language says it; `support/error-causes.ts` causes them. */
export const errorTable: Readonly<Record<string, Readonly<Record<Language, Said>>>> = {
	'a field that was left out': {
		en: [
			'"name" is not usable: Invalid input: expected string, received undefined',
			'Correct this field',
		],
		pt: ['"name" não pode ser usado: tipo esperado: texto; recebido: nada', 'Corrija este campo'],
		es: ['"name" no se puede usar: tipo esperado: texto; recibido: nada', 'Corrige este campo'],
	},
	'a text where a number belongs': {
		en: [
			'"limit" is not usable: Invalid input: expected number, received NaN',
			'Correct this field',
		],
		pt: [
			'"limit" não pode ser usado: tipo esperado: número; recebido: algo que não é número',
			'Corrija este campo',
		],
		es: [
			'"limit" no se puede usar: tipo esperado: número; recibido: algo que no es un número',
			'Corrige este campo',
		],
	},
	'nothing where a truth belongs': {
		en: [
			'"active" is not usable: Invalid input: expected boolean, received null',
			'Correct this field',
		],
		pt: [
			'"active" não pode ser usado: tipo esperado: verdadeiro ou falso; recebido: nada',
			'Corrija este campo',
		],
		es: [
			'"active" no se puede usar: tipo esperado: verdadero o falso; recibido: nada',
			'Corrige este campo',
		],
	},
	'a text where a list belongs': {
		en: [
			'"events" is not usable: Invalid input: expected array, received string',
			'Correct this field',
		],
		pt: [
			'"events" não pode ser usado: tipo esperado: lista; recebido: texto',
			'Corrija este campo',
		],
		es: ['"events" no se puede usar: tipo esperado: lista; recibido: texto', 'Corrige este campo'],
	},
	'a half where a whole number belongs': {
		en: [
			'"limit" is not usable: Invalid input: expected int, received number',
			'Correct this field',
		],
		pt: [
			'"limit" não pode ser usado: tipo esperado: número inteiro; recebido: número',
			'Corrija este campo',
		],
		es: [
			'"limit" no se puede usar: tipo esperado: número entero; recibido: número',
			'Corrige este campo',
		],
	},
	'a text where an object belongs': {
		en: [
			'"options" is not usable: Invalid input: expected object, received string',
			'Correct this field',
		],
		pt: [
			'"options" não pode ser usado: tipo esperado: objeto; recebido: texto',
			'Corrija este campo',
		],
		es: [
			'"options" no se puede usar: tipo esperado: objeto; recibido: texto',
			'Corrige este campo',
		],
	},
	'a text where a record belongs': {
		en: [
			'"headers" is not usable: Invalid input: expected record, received string',
			'Correct this field',
		],
		pt: [
			'"headers" não pode ser usado: tipo esperado: objeto; recebido: texto',
			'Corrija este campo',
		],
		es: [
			'"headers" no se puede usar: tipo esperado: objeto; recibido: texto',
			'Corrige este campo',
		],
	},
	'a text where a date belongs': {
		en: ['"at" is not usable: Invalid input: expected date, received string', 'Correct this field'],
		pt: ['"at" não pode ser usado: tipo esperado: data; recebido: texto', 'Corrija este campo'],
		es: ['"at" no se puede usar: tipo esperado: fecha; recibido: texto', 'Corrige este campo'],
	},
	'a value that is not in the list': {
		en: [
			'"format" is not usable: Invalid option: expected one of "envelope"|"payload"',
			'Correct this field',
		],
		pt: [
			'"format" não pode ser usado: valores aceitos: "envelope"|"payload"',
			'Corrija este campo',
		],
		es: [
			'"format" no se puede usar: valores aceptados: "envelope"|"payload"',
			'Corrige este campo',
		],
	},
	'a value that is not the only one': {
		en: ['"version" is not usable: Invalid input: expected 1', 'Correct this field'],
		pt: ['"version" não pode ser usado: valor esperado: 1', 'Corrija este campo'],
		es: ['"version" no se puede usar: valor esperado: 1', 'Corrige este campo'],
	},
	'a value of none of several kinds': {
		en: ['"value" is not usable: Invalid input', 'Correct this field'],
		pt: ['"value" não pode ser usado: o valor não serve', 'Corrija este campo'],
		es: ['"value" no se puede usar: el valor no sirve', 'Corrige este campo'],
	},
	'a text that is too short': {
		en: [
			'"name" is not usable: Too small: expected string to have >=1 characters',
			'Correct this field',
		],
		pt: [
			'"name" não pode ser usado: texto curto demais (esperado: >=1 caracteres)',
			'Corrija este campo',
		],
		es: [
			'"name" no se puede usar: texto demasiado corto (se espera: >=1 caracteres)',
			'Corrige este campo',
		],
	},
	'a text that is too long': {
		en: [
			'"name" is not usable: Too big: expected string to have <=3 characters',
			'Correct this field',
		],
		pt: [
			'"name" não pode ser usado: texto longo demais (esperado: <=3 caracteres)',
			'Corrija este campo',
		],
		es: [
			'"name" no se puede usar: texto demasiado largo (se espera: <=3 caracteres)',
			'Corrige este campo',
		],
	},
	'a list that is too short': {
		en: [
			'"events" is not usable: Too small: expected array to have >=1 items',
			'Correct this field',
		],
		pt: [
			'"events" não pode ser usado: lista curta demais (esperado: >=1 itens)',
			'Corrija este campo',
		],
		es: [
			'"events" no se puede usar: lista demasiado corta (se espera: >=1 elementos)',
			'Corrige este campo',
		],
	},
	'a list that is too long': {
		en: ['"events" is not usable: Too big: expected array to have <=1 items', 'Correct this field'],
		pt: [
			'"events" não pode ser usado: lista longa demais (esperado: <=1 itens)',
			'Corrija este campo',
		],
		es: [
			'"events" no se puede usar: lista demasiado larga (se espera: <=1 elementos)',
			'Corrige este campo',
		],
	},
	'a number that is too small': {
		en: ['"limit" is not usable: Too small: expected number to be >=1', 'Correct this field'],
		pt: [
			'"limit" não pode ser usado: valor pequeno demais (esperado: número >=1)',
			'Corrija este campo',
		],
		es: [
			'"limit" no se puede usar: valor demasiado pequeño (se espera: número >=1)',
			'Corrige este campo',
		],
	},
	'a number that is too large': {
		en: ['"limit" is not usable: Too big: expected number to be <=500', 'Correct this field'],
		pt: [
			'"limit" não pode ser usado: valor grande demais (esperado: número <=500)',
			'Corrija este campo',
		],
		es: [
			'"limit" no se puede usar: valor demasiado grande (se espera: número <=500)',
			'Corrige este campo',
		],
	},
	'an input that is no object': {
		en: [
			'The input is not usable: Invalid input: expected object, received number',
			'Correct this field',
		],
		pt: [
			'A entrada não pode ser usada: tipo esperado: objeto; recebido: número',
			'Corrija este campo',
		],
		es: [
			'La entrada no se puede usar: tipo esperado: objeto; recibido: número',
			'Corrige este campo',
		],
	},
	'a subscription without a name': {
		en: ['"name" is not usable: must not be empty', 'Correct this field'],
		pt: ['"name" não pode ser usado: não pode ficar vazio', 'Corrija este campo'],
		es: ['"name" no se puede usar: no puede quedar vacío', 'Corrige este campo'],
	},
	'a subscription without events': {
		en: ['"events" is not usable: needs at least one event', 'Correct this field'],
		pt: ['"events" não pode ser usado: precisa de ao menos um evento', 'Corrija este campo'],
		es: ['"events" no se puede usar: necesita al menos un evento', 'Corrige este campo'],
	},
	'a time that cannot be read': {
		en: [
			'"since" is not usable: is not a time; use e.g. 2026-01-31T12:00:00Z',
			'Correct this field',
		],
		pt: [
			'"since" não pode ser usado: não é uma data e hora; use por exemplo 2026-01-31T12:00:00Z',
			'Corrija este campo',
		],
		es: [
			'"since" no se puede usar: no es una fecha y hora; usa por ejemplo 2026-01-31T12:00:00Z',
			'Corrige este campo',
		],
	},
	'text that is no JSON': {
		en: [
			'"payload" is not JSON',
			'Enter JSON, e.g. {"order": 42}, or an expression that gives an object',
		],
		pt: [
			'"payload" não é JSON',
			'Informe JSON, ex.: {"order": 42}, ou uma expressão que gere um objeto',
		],
		es: [
			'"payload" no es JSON',
			'Ingresa JSON, p. ej. {"order": 42}, o una expresión que dé un objeto',
		],
	},
	'headers that are no object': {
		en: [
			'The headers are not a JSON object of names and texts',
			'Enter for example {"x-tenant": "42"}',
		],
		pt: [
			'Os cabeçalhos não são um objeto JSON de nomes e textos',
			'Informe por exemplo {"x-tenant": "42"}',
		],
		es: [
			'Los encabezados no son un objeto JSON de nombres y textos',
			'Ingresa por ejemplo {"x-tenant": "42"}',
		],
	},
	'no events chosen in the Webhook Dispatcher Trigger': {
		en: ['"on" is not usable: needs at least one', 'Correct this field'],
		pt: ['"on" não pode ser usado: precisa de ao menos um', 'Corrija este campo'],
		es: ['"on" no se puede usar: necesita al menos uno', 'Corrige este campo'],
	},
	'an item that no trigger emitted': {
		en: [
			'The item is not an event of one of this package\'s triggers: its field "platform" Invalid input: expected string, received undefined',
			'Connect the trigger directly, or set Event Source to Define Below and enter the type and the payload',
		],
		pt: [
			'O item não é um evento de um dos gatilhos deste pacote: o campo "platform": tipo esperado: texto; recebido: nada',
			'Conecte o gatilho diretamente, ou defina Origem do evento como Definir abaixo e informe o tipo e o payload',
		],
		es: [
			'El ítem no es un evento de uno de los triggers de este paquete: el campo "platform": tipo esperado: texto; recibido: nada',
			'Conecta el trigger directamente, o pon Origen del evento en Definir abajo e indica el tipo y el payload',
		],
	},
	'an item without a payload': {
		en: [
			'The item is not an event of one of this package\'s triggers: its field "payload" is missing',
			'Connect the trigger directly, or set Event Source to Define Below and enter the type and the payload',
		],
		pt: [
			'O item não é um evento de um dos gatilhos deste pacote: o campo "payload": está faltando',
			'Conecte o gatilho diretamente, ou defina Origem do evento como Definir abaixo e informe o tipo e o payload',
		],
		es: [
			'El ítem no es un evento de uno de los triggers de este paquete: el campo "payload": falta',
			'Conecta el trigger directamente, o pon Origen del evento en Definir abajo e indica el tipo y el payload',
		],
	},
	'an item with an id of other characters': {
		en: [
			'The item is not an event of one of this package\'s triggers: its field "id" Use 1 to 255 of the characters A-Z a-z 0-9 _ : ~ @ + = -',
			'Connect the trigger directly, or set Event Source to Define Below and enter the type and the payload',
		],
		pt: [
			'O item não é um evento de um dos gatilhos deste pacote: o campo "id": use de 1 a 255 dos caracteres A-Z a-z 0-9 _ : ~ @ + = -',
			'Conecte o gatilho diretamente, ou defina Origem do evento como Definir abaixo e informe o tipo e o payload',
		],
		es: [
			'El ítem no es un evento de uno de los triggers de este paquete: el campo "id": usa de 1 a 255 de los caracteres A-Z a-z 0-9 _ : ~ @ + = -',
			'Conecta el trigger directamente, o pon Origen del evento en Definir abajo e indica el tipo y el payload',
		],
	},
	'an item with an id that is too long': {
		en: [
			'The item is not an event of one of this package\'s triggers: its field "id" Use at most 255 characters',
			'Connect the trigger directly, or set Event Source to Define Below and enter the type and the payload',
		],
		pt: [
			'O item não é um evento de um dos gatilhos deste pacote: o campo "id": use no máximo 255 caracteres',
			'Conecte o gatilho diretamente, ou defina Origem do evento como Definir abaixo e informe o tipo e o payload',
		],
		es: [
			'El ítem no es un evento de uno de los triggers de este paquete: el campo "id": usa como máximo 255 caracteres',
			'Conecta el trigger directamente, o pon Origen del evento en Definir abajo e indica el tipo y el payload',
		],
	},
	'an item with a time that is none': {
		en: [
			'The item is not an event of one of this package\'s triggers: its field "occurredAt" is not a time',
			'Connect the trigger directly, or set Event Source to Define Below and enter the type and the payload',
		],
		pt: [
			'O item não é um evento de um dos gatilhos deste pacote: o campo "occurredAt": não é uma data e hora',
			'Conecte o gatilho diretamente, ou defina Origem do evento como Definir abaixo e informe o tipo e o payload',
		],
		es: [
			'El ítem no es un evento de uno de los triggers de este paquete: el campo "occurredAt": no es una fecha y hora',
			'Conecta el trigger directamente, o pon Origen del evento en Definir abajo e indica el tipo y el payload',
		],
	},
	'an event type that is no type': {
		en: [
			'"eventType" is not usable: must be words with dots between them, e.g. order.paid',
			'Correct this field',
		],
		pt: [
			'"eventType" não pode ser usado: deve ser palavras com pontos entre elas, ex.: order.paid',
			'Corrija este campo',
		],
		es: [
			'"eventType" no se puede usar: debe ser palabras con puntos entre ellas, p. ej. order.paid',
			'Corrige este campo',
		],
	},
	'no ID': {
		en: ['No ID is given', 'Choose from the list, or enter an ID'],
		pt: ['Nenhum ID foi informado', 'Escolha na lista, ou informe um ID'],
		es: ['No se indicó ningún ID', 'Elige de la lista, o indica un ID'],
	},
	'an operation that does not exist': {
		en: [
			'There is no operation send of delivery',
			'Choose a resource and an operation from the lists',
		],
		pt: ['Não há operação send de delivery', 'Escolha um recurso e uma operação nas listas'],
		es: [
			'No hay ninguna operación send de delivery',
			'Elige un recurso y una operación de las listas',
		],
	},
	'an event that the platform does not have': {
		en: ['Hotmart has no event "SOLD"', 'Choose from the list, or enter one of PURCHASE_APPROVED'],
		pt: [
			'Hotmart não tem o evento "SOLD"',
			'Escolha na lista, ou informe um destes: PURCHASE_APPROVED',
		],
		es: [
			'Hotmart no tiene el evento "SOLD"',
			'Elige de la lista, o indica uno de estos: PURCHASE_APPROVED',
		],
	},
	'no subscription selected': {
		en: [
			'No subscription is selected',
			'Choose at least one subscription, or set Send To to Matching Subscriptions',
		],
		pt: [
			'Nenhuma inscrição foi selecionada',
			'Escolha ao menos uma inscrição, ou defina Enviar para como Inscrições correspondentes',
		],
		es: [
			'No hay ninguna suscripción seleccionada',
			'Elige al menos una suscripción, o pon Enviar a en Suscripciones que coinciden',
		],
	},
	'a selected subscription that does not exist': {
		en: [
			'There is no subscription "sub_1"',
			'Choose from the list, or take the ID from Subscription: Get Many',
		],
		pt: ['Não há inscrição "sub_1"', 'Escolha na lista, ou pegue o ID em Inscrição: Obter vários'],
		es: [
			'No hay ninguna suscripción "sub_1"',
			'Elige de la lista, o toma el ID de Suscripción: Obtener varios',
		],
	},
	'a URL that no subscription has': {
		en: [
			'No subscription has the URL https://example.com',
			'Choose one from the list, or take its ID from Subscription: Get Many',
		],
		pt: [
			'Nenhuma inscrição tem a URL https://example.com',
			'Escolha uma na lista ou pegue o ID em Inscrição: Obter vários',
		],
		es: [
			'Ninguna suscripción tiene la URL https://example.com',
			'Elige una de la lista o toma su ID de Suscripción: Obtener varios',
		],
	},
	'a URL that several subscriptions have': {
		en: [
			'2 subscriptions have the URL https://example.com',
			'Choose one of them from the list, or by its ID',
		],
		pt: ['2 inscrições têm a URL https://example.com', 'Escolha uma delas na lista ou pelo ID'],
		es: [
			'2 suscripciones tienen la URL https://example.com',
			'Elige una de ellas de la lista o por su ID',
		],
	},
	'a delivery that fails for good': {
		en: [
			'1 delivery has failed for good',
			'Look at the attempts: Delivery: Get Many, filtered by the state "failed"',
		],
		pt: [
			'1 entrega falhou de vez',
			'Veja as tentativas: Entrega: Obter vários, com o filtro Estado: Com falha',
		],
		es: [
			'1 entrega falló del todo',
			'Revisa los intentos: Entrega: Obtener varios, con el filtro Estado: Fallidas',
		],
	},
	'several deliveries that fail for good': {
		en: [
			'3 deliveries have failed for good',
			'Look at the attempts: Delivery: Get Many, filtered by the state "failed"',
		],
		pt: [
			'3 entregas falharam de vez',
			'Veja as tentativas: Entrega: Obter vários, com o filtro Estado: Com falha',
		],
		es: [
			'3 entregas fallaron del todo',
			'Revisa los intentos: Entrega: Obtener varios, con el filtro Estado: Fallidas',
		],
	},
	'canceling a delivery that is being sent': {
		en: [
			'The delivery dlv_1 cannot be canceled: it is being sent now',
			'Try again when this attempt has ended: only an attempt that has not begun can be taken back',
		],
		pt: [
			'A entrega dlv_1 não pode ser cancelada: ela está sendo enviada agora',
			'Tente de novo quando esta tentativa terminar: só uma tentativa que não começou pode ser retirada',
		],
		es: [
			'La entrega dlv_1 no se puede cancelar: se está enviando ahora',
			'Inténtalo de nuevo cuando termine este intento: solo se puede retirar un intento que no ha comenzado',
		],
	},
	'canceling a delivery that has ended': {
		en: [
			'The delivery dlv_1 cannot be canceled: it has ended as "delivered"',
			'Nothing more is sent for it, so there is nothing to cancel',
		],
		pt: [
			'A entrega dlv_1 não pode ser cancelada: ela terminou como "delivered"',
			'Nada mais é enviado para ela, então não há o que cancelar',
		],
		es: [
			'La entrega dlv_1 no se puede cancelar: terminó como "delivered"',
			'No se envía nada más para ella, así que no hay nada que cancelar',
		],
	},
	'resending many without a filter': {
		en: [
			'No filter is set: every delivery there is would be sent again',
			'Add a filter, e.g. State: Failed, or Since with the time from which on all are meant',
		],
		pt: [
			'Nenhum filtro foi definido: todas as entregas que existem seriam enviadas de novo',
			'Adicione um filtro, ex.: Estado: Com falha, ou Desde com o momento a partir do qual todas valem',
		],
		es: [
			'No hay ningún filtro: se enviarían de nuevo todas las entregas que existen',
			'Agrega un filtro, p. ej. Estado: Fallidas, o Desde con el momento a partir del cual valen todas',
		],
	},
	'resending a delivery: it was deleted': {
		en: ['The delivery dlv_1 cannot be sent: it was deleted', 'Dispatch the event anew'],
		pt: ['A entrega dlv_1 não pode ser enviada: ela foi excluída', 'Dispare o evento de novo'],
		es: [
			'La entrega dlv_1 no se puede enviar: fue eliminada',
			'Envía el evento de nuevo como uno nuevo',
		],
	},
	'resending a delivery: it was sent often': {
		en: [
			'The delivery dlv_1 cannot be sent: it was sent 4000 times already',
			'Dispatch the event anew',
		],
		pt: [
			'A entrega dlv_1 não pode ser enviada: ela já foi enviada 4000 vezes',
			'Dispare o evento de novo',
		],
		es: [
			'La entrega dlv_1 no se puede enviar: ya se envió 4000 veces',
			'Envía el evento de nuevo como uno nuevo',
		],
	},
	'resending a delivery: its subscription was deleted': {
		en: [
			'The delivery dlv_1 cannot be sent: its subscription was deleted',
			'Dispatch the event anew',
		],
		pt: [
			'A entrega dlv_1 não pode ser enviada: a inscrição dela foi excluída',
			'Dispare o evento de novo',
		],
		es: [
			'La entrega dlv_1 no se puede enviar: su suscripción fue eliminada',
			'Envía el evento de nuevo como uno nuevo',
		],
	},
	'resending a delivery: its subscription is switched off': {
		en: [
			'The delivery dlv_1 cannot be sent: its subscription is switched off',
			'Enable the subscription first',
		],
		pt: [
			'A entrega dlv_1 não pode ser enviada: a inscrição dela está desligada',
			'Ative a inscrição primeiro',
		],
		es: [
			'La entrega dlv_1 no se puede enviar: su suscripción está apagada',
			'Activa primero la suscripción',
		],
	},
	'a delivery that does not exist': {
		en: [
			'There is no delivery "dlv_1"',
			'Choose one from the list, or take its ID from Delivery: Get Many. Finished ones are deleted after the retention time',
		],
		pt: [
			'Não há entrega "dlv_1"',
			'Escolha uma na lista ou pegue o ID em Entrega: Obter vários. As concluídas são excluídas após o tempo de retenção',
		],
		es: [
			'No hay ninguna entrega "dlv_1"',
			'Elige una de la lista o toma su ID de Entrega: Obtener varios. Las terminadas se eliminan tras el tiempo de retención',
		],
	},
	'a received event that does not exist': {
		en: [
			'There is no received event "rcv_1"',
			'Choose one from the list, or take its ID (rcv_…) from Received Event: Get Many. Finished ones are deleted after the retention time',
		],
		pt: [
			'Não há evento recebido "rcv_1"',
			'Escolha um na lista ou pegue o ID (rcv_…) em Evento recebido: Obter vários. Os concluídos são excluídos após o tempo de retenção',
		],
		es: [
			'No hay ningún evento recibido "rcv_1"',
			'Elige uno de la lista o toma su ID (rcv_…) de Evento recibido: Obtener varios. Los terminados se eliminan tras el tiempo de retención',
		],
	},
	'a subscription that does not exist': {
		en: [
			'There is no subscription "sub_1"',
			'Choose one from the list, or take its ID from Subscription: Get Many',
		],
		pt: [
			'Não há inscrição "sub_1"',
			'Escolha uma na lista ou pegue o ID em Inscrição: Obter vários',
		],
		es: [
			'No hay ninguna suscripción "sub_1"',
			'Elige una de la lista o toma su ID de Suscripción: Obtener varios',
		],
	},
	'statistics of a subscription that does not exist': {
		en: [
			'There is no subscription "sub_1"',
			'Choose one from the list, or take its ID from Subscription: Get Many; one that was deleted is known while its deliveries are',
		],
		pt: [
			'Não há inscrição "sub_1"',
			'Escolha uma na lista ou pegue o ID em Inscrição: Obter vários; uma que foi excluída é conhecida enquanto houver entregas dela',
		],
		es: [
			'No hay ninguna suscripción "sub_1"',
			'Elige una de la lista o toma su ID de Suscripción: Obtener varios; una que fue eliminada se conoce mientras existan sus entregas',
		],
	},
	'statistics of a period that ends before it begins': {
		en: [
			'The period ends before it begins',
			'Choose an end after the beginning, or leave it empty for now',
		],
		pt: [
			'O período termina antes de começar',
			'Escolha um fim depois do início, ou deixe vazio para agora',
		],
		es: [
			'El período termina antes de empezar',
			'Elige un final posterior al inicio, o déjalo vacío para ahora',
		],
	},
	'replaying an event that waits': {
		en: [
			'The received event rcv_1 still waits and is going to be run anyway',
			'Nothing is to be done; where its workflow is not published, publish it',
		],
		pt: [
			'O evento recebido rcv_1 ainda espera e será executado de qualquer forma',
			'Não é preciso fazer nada; se o workflow dele não está publicado, publique-o',
		],
		es: [
			'El evento recibido rcv_1 aún espera y se ejecutará de todos modos',
			'No hay que hacer nada; si su workflow no está publicado, publícalo',
		],
	},
	'replaying an event that is being run': {
		en: [
			'The received event rcv_1 is being run now',
			'Wait until its execution has ended, or stop the execution, and replay it then',
		],
		pt: [
			'O evento recebido rcv_1 está sendo executado agora',
			'Espere a execução dele terminar, ou pare a execução, e então reprocesse',
		],
		es: [
			'El evento recibido rcv_1 se está ejecutando ahora',
			'Espera a que termine su ejecución, o detén la ejecución, y reprocésalo entonces',
		],
	},
	'replaying an event of another version': {
		en: [
			'The received event rcv_1 was written by another version of this package and cannot be read',
			'Use the version that received it, or have the platform send it again',
		],
		pt: [
			'O evento recebido rcv_1 foi gravado por outra versão deste pacote e não pode ser lido',
			'Use a versão que o recebeu, ou peça à plataforma que o envie de novo',
		],
		es: [
			'El evento recibido rcv_1 fue escrito por otra versión de este paquete y no se puede leer',
			'Usa la versión que lo recibió, o haz que la plataforma lo envíe de nuevo',
		],
	},
	'an event that is too large': {
		en: [
			'The event evt_1 has 600002 bytes; at most 524288 bytes (512 KiB) are sent',
			'Leave out what the receiver does not need, or send a link to it',
		],
		pt: [
			'O evento evt_1 tem 600002 bytes; são enviados no máximo 524288 bytes (512 KiB)',
			'Deixe de fora o que o destinatário não precisa, ou envie um link para o conteúdo',
		],
		es: [
			'El evento evt_1 tiene 600002 bytes; se envían como máximo 524288 bytes (512 KiB)',
			'Deja fuera lo que el destinatario no necesita, o envía un enlace al contenido',
		],
	},
	'an event that is no JSON': {
		en: [
			'The payload of the event evt_1 cannot be written as JSON',
			'Give objects, lists, texts, numbers, true, false or null',
		],
		pt: [
			'O payload do evento evt_1 não pode ser escrito como JSON',
			'Informe objetos, listas, textos, números, true, false ou null',
		],
		es: [
			'El payload del evento evt_1 no se puede escribir como JSON',
			'Indica objetos, listas, textos, números, true, false o null',
		],
	},
	'an event without an affiliate for an affiliate': {
		en: [
			"The event evt_1 is of no sale with an affiliate: an affiliate's subscription gets nothing of it",
			'Choose subscriptions whose audience is the producer',
		],
		pt: [
			'O evento evt_1 não é de uma venda com afiliado: a inscrição de um afiliado não recebe nada dele',
			'Escolha inscrições cujo público é o produtor',
		],
		es: [
			'El evento evt_1 no es de una venta con afiliado: la suscripción de un afiliado no recibe nada de él',
			'Elige suscripciones cuyo público sea el productor',
		],
	},
	'a header given twice': {
		en: [
			'The header "x-a" is given twice',
			'Names consist of letters, digits and hyphens, values of one line of Latin characters; connection, length, host and webhook-* headers cannot be set.',
		],
		pt: [
			'O cabeçalho "x-a" foi informado duas vezes',
			'Os nomes são feitos de letras, números e hifens, os valores de uma linha de caracteres latinos; os cabeçalhos de conexão, de tamanho, host e webhook-* não podem ser definidos.',
		],
		es: [
			'El encabezado "x-a" se indicó dos veces',
			'Los nombres llevan letras, números y guiones, los valores una línea de caracteres latinos; los encabezados de conexión, de longitud, host y webhook-* no se pueden definir.',
		],
	},
	'a header without a valid name': {
		en: [
			'The header "a b" is no valid header name',
			'Names consist of letters, digits and hyphens, values of one line of Latin characters; connection, length, host and webhook-* headers cannot be set.',
		],
		pt: [
			'O cabeçalho "a b" não é um nome de cabeçalho válido',
			'Os nomes são feitos de letras, números e hifens, os valores de uma linha de caracteres latinos; os cabeçalhos de conexão, de tamanho, host e webhook-* não podem ser definidos.',
		],
		es: [
			'El encabezado "a b" no es un nombre de encabezado válido',
			'Los nombres llevan letras, números y guiones, los valores una línea de caracteres latinos; los encabezados de conexión, de longitud, host y webhook-* no se pueden definir.',
		],
	},
	'a header of the sender': {
		en: [
			'The header "Host" is set by the sender itself',
			'Names consist of letters, digits and hyphens, values of one line of Latin characters; connection, length, host and webhook-* headers cannot be set.',
		],
		pt: [
			'O cabeçalho "Host" é definido pelo próprio remetente',
			'Os nomes são feitos de letras, números e hifens, os valores de uma linha de caracteres latinos; os cabeçalhos de conexão, de tamanho, host e webhook-* não podem ser definidos.',
		],
		es: [
			'El encabezado "Host" lo pone el propio remitente',
			'Los nombres llevan letras, números y guiones, los valores una línea de caracteres latinos; los encabezados de conexión, de longitud, host y webhook-* no se pueden definir.',
		],
	},
	'a header with a character that cannot be sent': {
		en: [
			'The header "x-a" has a value with a character that cannot be sent',
			'Names consist of letters, digits and hyphens, values of one line of Latin characters; connection, length, host and webhook-* headers cannot be set.',
		],
		pt: [
			'O cabeçalho "x-a" tem um valor com um caractere que não pode ser enviado',
			'Os nomes são feitos de letras, números e hifens, os valores de uma linha de caracteres latinos; os cabeçalhos de conexão, de tamanho, host e webhook-* não podem ser definidos.',
		],
		es: [
			'El encabezado "x-a" tiene un valor con un carácter que no se puede enviar',
			'Los nombres llevan letras, números y guiones, los valores una línea de caracteres latinos; los encabezados de conexión, de longitud, host y webhook-* no se pueden definir.',
		],
	},
	'headers that are too large': {
		en: [
			'The custom headers have 9003 characters instead of at most 8192',
			'Servers refuse larger ones: leave some out.',
		],
		pt: [
			'Os cabeçalhos personalizados têm 9003 caracteres em vez de no máximo 8192',
			'Servidores recusam cabeçalhos maiores: deixe alguns de fora.',
		],
		es: [
			'Los encabezados personalizados tienen 9003 caracteres en lugar de como máximo 8192',
			'Los servidores rechazan encabezados más grandes: deja algunos fuera.',
		],
	},
	'a schedule with too many waits': {
		en: [
			'The retry schedule has 5 waits instead of at most four',
			'List one to four waits, separated by commas, e.g. 5s, 5m, 30m, 2h. They follow the first attempt, which is made at once.',
		],
		pt: [
			'A agenda de novas tentativas tem 5 esperas em vez de no máximo quatro',
			'Liste de uma a quatro esperas, separadas por vírgulas, ex.: 5s, 5m, 30m, 2h. Elas vêm depois da primeira tentativa, que é feita na hora.',
		],
		es: [
			'El calendario de reintentos tiene 5 esperas en lugar de como máximo cuatro',
			'Indica de una a cuatro esperas, separadas por comas, p. ej. 5s, 5m, 30m, 2h. Siguen al primer intento, que se hace de inmediato.',
		],
	},
	'a schedule that cannot be read': {
		en: [
			'"soon" in the retry schedule cannot be read as a wait',
			'List one to four waits, separated by commas, e.g. 5s, 5m, 30m, 2h. They follow the first attempt, which is made at once.',
		],
		pt: [
			'"soon" na agenda de novas tentativas não pode ser lido como uma espera',
			'Liste de uma a quatro esperas, separadas por vírgulas, ex.: 5s, 5m, 30m, 2h. Elas vêm depois da primeira tentativa, que é feita na hora.',
		],
		es: [
			'"soon" en el calendario de reintentos no se puede leer como una espera',
			'Indica de una a cuatro esperas, separadas por comas, p. ej. 5s, 5m, 30m, 2h. Siguen al primer intento, que se hace de inmediato.',
		],
	},
	'a schedule with a wait that is too long': {
		en: [
			'"25h" in the retry schedule is not between 1 second and 24 hours',
			'List one to four waits, separated by commas, e.g. 5s, 5m, 30m, 2h. They follow the first attempt, which is made at once.',
		],
		pt: [
			'"25h" na agenda de novas tentativas não está entre 1 segundo e 24 horas',
			'Liste de uma a quatro esperas, separadas por vírgulas, ex.: 5s, 5m, 30m, 2h. Elas vêm depois da primeira tentativa, que é feita na hora.',
		],
		es: [
			'"25h" en el calendario de reintentos no está entre 1 segundo y 24 horas',
			'Indica de una a cuatro esperas, separadas por comas, p. ej. 5s, 5m, 30m, 2h. Siguen al primer intento, que se hace de inmediato.',
		],
	},
	'a signing secret that is no base64': {
		en: [
			'The signing secret is not base64',
			'Leave it empty to have one made, or give whsec_ followed by the base64 of 24 to 64 random bytes.',
		],
		pt: [
			'O segredo de assinatura não está em base64',
			'Deixe vazio para que um seja gerado, ou informe whsec_ seguido do base64 de 24 a 64 bytes aleatórios.',
		],
		es: [
			'El secreto de firma no está en base64',
			'Déjalo vacío para que se genere uno, o indica whsec_ seguido del base64 de 24 a 64 bytes aleatorios.',
		],
	},
	'a signing secret that is too short': {
		en: [
			'The signing secret has 1 bytes instead of 24 to 64',
			'Leave it empty to have one made, or give whsec_ followed by the base64 of 24 to 64 random bytes.',
		],
		pt: [
			'O segredo de assinatura tem 1 bytes em vez de 24 a 64',
			'Deixe vazio para que um seja gerado, ou informe whsec_ seguido do base64 de 24 a 64 bytes aleatórios.',
		],
		es: [
			'El secreto de firma tiene 1 bytes en lugar de 24 a 64',
			'Déjalo vacío para que se genere uno, o indica whsec_ seguido del base64 de 24 a 64 bytes aleatorios.',
		],
	},
	'sending for a subscription that is gone': {
		en: ['The subscription of this delivery was deleted, or what is stored of it cannot be read'],
		pt: ['A inscrição desta entrega foi excluída, ou o que está armazenado dela não pode ser lido'],
		es: ['La suscripción de esta entrega fue eliminada, o lo almacenado de ella no se puede leer'],
	},
	'sending with a secret that is not valid': {
		en: ['The subscription has no valid signing secret'],
		pt: ['A inscrição não tem um segredo de assinatura válido'],
		es: ['La suscripción no tiene un secreto de firma válido'],
	},
	'a token with a place and no value': {
		en: [
			'The token has a place but no value',
			'Enter the value the receiver expects, or leave Token Header and Token Query Parameter empty',
		],
		pt: [
			'O token tem um lugar, mas não um valor',
			'Informe o valor que o destinatário espera, ou deixe vazios Cabeçalho do token e Parâmetro do token na URL',
		],
		es: [
			'El token tiene un lugar, pero no un valor',
			'Ingresa el valor que el destinatario espera, o deja vacíos Encabezado del token y Parámetro del token en la URL',
		],
	},
	'a header that is also the token header': {
		en: [
			'The header "x-token" is both the token header and one of the headers',
			'Leave it out of one of them: only one value can be sent',
		],
		pt: [
			'O cabeçalho "x-token" é ao mesmo tempo o do token e um dos cabeçalhos',
			'Tire-o de um dos dois: só um valor pode ser enviado',
		],
		es: [
			'El encabezado "x-token" es a la vez el del token y uno de los encabezados',
			'Quítalo de uno de los dos: solo se puede enviar un valor',
		],
	},
	'a pattern that matches no event': {
		en: [
			'"purchase.*.*" can match no event',
			"Use a platform's own event name, a type such as purchase.approved, a family such as purchase.*, or * for everything",
		],
		pt: [
			'"purchase.*.*" não pode corresponder a nenhum evento',
			'Use o nome de evento de uma plataforma, um tipo como purchase.approved, uma família como purchase.*, ou * para tudo',
		],
		es: [
			'"purchase.*.*" no puede coincidir con ningún evento',
			'Usa el nombre de evento de una plataforma, un tipo como purchase.approved, una familia como purchase.*, o * para todo',
		],
	},
	'a hidden header that is new': {
		en: [
			'The header "x-a" has no value to keep',
			'Enter its value: [hidden] only stands for one that is stored',
		],
		pt: [
			'O cabeçalho "x-a" não tem um valor a manter',
			'Informe o valor: [hidden] só está no lugar de um que já está armazenado',
		],
		es: [
			'El encabezado "x-a" no tiene un valor que mantener',
			'Ingresa su valor: [hidden] solo está en lugar de uno que ya está almacenado',
		],
	},
	'a URL with a line break': {
		en: [
			'The URL contains a line break or control character',
			'Use a complete URL that starts with http:// or https://, e.g. https://example.com/webhook.',
		],
		pt: [
			'A URL contém uma quebra de linha ou um caractere de controle',
			'Use uma URL completa que comece com http:// ou https://, ex.: https://example.com/webhook.',
		],
		es: [
			'La URL contiene un salto de línea o un carácter de control',
			'Usa una URL completa que empiece con http:// o https://, p. ej. https://example.com/webhook.',
		],
	},
	'a URL that cannot be read': {
		en: [
			'The URL cannot be read',
			'Use a complete URL that starts with http:// or https://, e.g. https://example.com/webhook.',
		],
		pt: [
			'A URL não pode ser lida',
			'Use uma URL completa que comece com http:// ou https://, ex.: https://example.com/webhook.',
		],
		es: [
			'La URL no se puede leer',
			'Usa una URL completa que empiece con http:// o https://, p. ej. https://example.com/webhook.',
		],
	},
	'a URL that is not of the web': {
		en: [
			'The URL starts with "ftp:"',
			'Use a complete URL that starts with http:// or https://, e.g. https://example.com/webhook.',
		],
		pt: [
			'A URL começa com "ftp:"',
			'Use uma URL completa que comece com http:// ou https://, ex.: https://example.com/webhook.',
		],
		es: [
			'La URL empieza con "ftp:"',
			'Usa una URL completa que empiece con http:// o https://, p. ej. https://example.com/webhook.',
		],
	},
	'a URL with a password': {
		en: [
			'The URL contains a user name or password',
			'Use a complete URL that starts with http:// or https://, e.g. https://example.com/webhook.',
		],
		pt: [
			'A URL contém um nome de usuário ou uma senha',
			'Use uma URL completa que comece com http:// ou https://, ex.: https://example.com/webhook.',
		],
		es: [
			'La URL contiene un nombre de usuario o una contraseña',
			'Usa una URL completa que empiece con http:// o https://, p. ej. https://example.com/webhook.',
		],
	},
	'a URL with port 0': {
		en: [
			'The URL names port 0',
			'Use a complete URL that starts with http:// or https://, e.g. https://example.com/webhook.',
		],
		pt: [
			'A URL usa a porta 0',
			'Use uma URL completa que comece com http:// ou https://, ex.: https://example.com/webhook.',
		],
		es: [
			'La URL usa el puerto 0',
			'Usa una URL completa que empiece con http:// o https://, p. ej. https://example.com/webhook.',
		],
	},
	'a URL of a private address': {
		en: [
			'10.0.0.5 is not a public internet address',
			'If it is meant to be reached, an administrator can add 10.0.0.5 to "Allowed Networks" of the Webhook Store API credential, or to N8N_SSRF_ALLOWED_IP_RANGES or N8N_SSRF_ALLOWED_HOSTNAMES of n8n.',
		],
		pt: [
			'10.0.0.5 não é um endereço público da internet',
			'Se o acesso é desejado, um administrador pode incluir 10.0.0.5 em "Redes permitidas" da credencial Webhook Store API, ou em N8N_SSRF_ALLOWED_IP_RANGES ou N8N_SSRF_ALLOWED_HOSTNAMES do n8n.',
		],
		es: [
			'10.0.0.5 no es una dirección pública de internet',
			'Si se quiere llegar a él, un administrador puede agregar 10.0.0.5 en "Redes permitidas" de la credencial Webhook Store API, o en N8N_SSRF_ALLOWED_IP_RANGES o N8N_SSRF_ALLOWED_HOSTNAMES de n8n.',
		],
	},
	'a URL of this machine': {
		en: [
			'localhost is a name of this machine or of its local network',
			'If it is meant to be reached, an administrator can add localhost to "Allowed Networks" of the Webhook Store API credential, or to N8N_SSRF_ALLOWED_IP_RANGES or N8N_SSRF_ALLOWED_HOSTNAMES of n8n.',
		],
		pt: [
			'localhost é um nome desta máquina ou da rede local dela',
			'Se o acesso é desejado, um administrador pode incluir localhost em "Redes permitidas" da credencial Webhook Store API, ou em N8N_SSRF_ALLOWED_IP_RANGES ou N8N_SSRF_ALLOWED_HOSTNAMES do n8n.',
		],
		es: [
			'localhost es un nombre de esta máquina o de su red local',
			'Si se quiere llegar a él, un administrador puede agregar localhost en "Redes permitidas" de la credencial Webhook Store API, o en N8N_SSRF_ALLOWED_IP_RANGES o N8N_SSRF_ALLOWED_HOSTNAMES de n8n.',
		],
	},
	'a name that leads to a private address': {
		en: [
			'shop.example leads to 10.0.0.5, which is not a public internet address',
			'If it is meant to be reached, an administrator can add shop.example or 10.0.0.5 to "Allowed Networks" of the Webhook Store API credential, or to N8N_SSRF_ALLOWED_IP_RANGES or N8N_SSRF_ALLOWED_HOSTNAMES of n8n.',
		],
		pt: [
			'shop.example leva a 10.0.0.5, que não é um endereço público da internet',
			'Se o acesso é desejado, um administrador pode incluir shop.example ou 10.0.0.5 em "Redes permitidas" da credencial Webhook Store API, ou em N8N_SSRF_ALLOWED_IP_RANGES ou N8N_SSRF_ALLOWED_HOSTNAMES do n8n.',
		],
		es: [
			'shop.example lleva a 10.0.0.5, que no es una dirección pública de internet',
			'Si se quiere llegar a él, un administrador puede agregar shop.example o 10.0.0.5 en "Redes permitidas" de la credencial Webhook Store API, o en N8N_SSRF_ALLOWED_IP_RANGES o N8N_SSRF_ALLOWED_HOSTNAMES de n8n.',
		],
	},
	'an address that n8n blocks': {
		en: [
			'203.0.113.7 is blocked in the settings of n8n',
			'If it is meant to be reached, an administrator can take it out of N8N_SSRF_BLOCKED_IP_RANGES or N8N_SSRF_BLOCKED_HOSTNAMES, or add it to N8N_SSRF_ALLOWED_IP_RANGES or N8N_SSRF_ALLOWED_HOSTNAMES of n8n.',
		],
		pt: [
			'203.0.113.7 está bloqueado nas configurações do n8n',
			'Se o acesso é desejado, um administrador pode tirá-lo de N8N_SSRF_BLOCKED_IP_RANGES ou N8N_SSRF_BLOCKED_HOSTNAMES do n8n, ou incluí-lo em N8N_SSRF_ALLOWED_IP_RANGES ou N8N_SSRF_ALLOWED_HOSTNAMES.',
		],
		es: [
			'203.0.113.7 está bloqueado en la configuración de n8n',
			'Si se quiere llegar a él, un administrador puede quitarlo de N8N_SSRF_BLOCKED_IP_RANGES o N8N_SSRF_BLOCKED_HOSTNAMES de n8n, o agregarlo a N8N_SSRF_ALLOWED_IP_RANGES o N8N_SSRF_ALLOWED_HOSTNAMES.',
		],
	},
	'a name that leads to an address that n8n blocks': {
		en: [
			'shop.example leads to 203.0.113.7, which is blocked in the settings of n8n',
			'If it is meant to be reached, an administrator can take it out of N8N_SSRF_BLOCKED_IP_RANGES or N8N_SSRF_BLOCKED_HOSTNAMES, or add it to N8N_SSRF_ALLOWED_IP_RANGES or N8N_SSRF_ALLOWED_HOSTNAMES of n8n.',
		],
		pt: [
			'shop.example leva a 203.0.113.7, que está bloqueado nas configurações do n8n',
			'Se o acesso é desejado, um administrador pode tirá-lo de N8N_SSRF_BLOCKED_IP_RANGES ou N8N_SSRF_BLOCKED_HOSTNAMES do n8n, ou incluí-lo em N8N_SSRF_ALLOWED_IP_RANGES ou N8N_SSRF_ALLOWED_HOSTNAMES.',
		],
		es: [
			'shop.example lleva a 203.0.113.7, que está bloqueado en la configuración de n8n',
			'Si se quiere llegar a él, un administrador puede quitarlo de N8N_SSRF_BLOCKED_IP_RANGES o N8N_SSRF_BLOCKED_HOSTNAMES de n8n, o agregarlo a N8N_SSRF_ALLOWED_IP_RANGES o N8N_SSRF_ALLOWED_HOSTNAMES.',
		],
	},
	'an allowlist that cannot be read': {
		en: [
			'"10.0.0.0/99" cannot be read as an entry',
			'Write addresses (203.0.113.7) or ranges (203.0.113.0/24), separated by commas.',
		],
		pt: [
			'"10.0.0.0/99" não pode ser lido como uma entrada da lista',
			'Escreva endereços (203.0.113.7) ou faixas (203.0.113.0/24), separados por vírgulas.',
		],
		es: [
			'"10.0.0.0/99" no se puede leer como una entrada de la lista',
			'Escribe direcciones (203.0.113.7) o rangos (203.0.113.0/24), separados por comas.',
		],
	},
	'allowed networks that cannot be read': {
		en: [
			'"a/b" cannot be read as an entry',
			'Write addresses (10.0.0.5), ranges (10.0.0.0/8) or host names (crm.internal, *.internal), separated by commas.',
		],
		pt: [
			'"a/b" não pode ser lido como uma entrada da lista',
			'Escreva endereços (10.0.0.5), faixas (10.0.0.0/8) ou nomes de host (crm.internal, *.internal), separados por vírgulas.',
		],
		es: [
			'"a/b" no se puede leer como una entrada de la lista',
			'Escribe direcciones (10.0.0.5), rangos (10.0.0.0/8) o nombres de host (crm.internal, *.internal), separados por comas.',
		],
	},
	'the embedded store in queue mode': {
		en: [
			'In queue mode the embedded store cannot be used: each process would keep its own',
			'Add a Webhook Store API credential with the engine Postgres to this node',
		],
		pt: [
			'No modo de fila o armazenamento embutido não pode ser usado: cada processo teria o seu',
			'Adicione a este nó uma credencial Webhook Store API com o banco Postgres',
		],
		es: [
			'En el modo de cola no se puede usar el almacenamiento integrado: cada proceso tendría el suyo',
			'Agrega a este nodo una credencial Webhook Store API con el motor Postgres',
		],
	},
	'a store of another key': {
		en: [
			'The webhook store /data/store.sqlite was written with another encryption key',
			"Use the encryption key the store was written with: n8n's own N8N_ENCRYPTION_KEY, or the Encryption Key of the Webhook Store credential",
		],
		pt: [
			'O armazenamento de webhooks /data/store.sqlite foi gravado com outra chave de criptografia',
			'Use a chave de criptografia com que o armazenamento foi gravado: a N8N_ENCRYPTION_KEY do próprio n8n, ou a Chave de criptografia da credencial Webhook Store',
		],
		es: [
			'El almacenamiento de webhooks /data/store.sqlite se escribió con otra clave de cifrado',
			'Usa la clave de cifrado con la que se escribió el almacenamiento: la N8N_ENCRYPTION_KEY del propio n8n, o la Clave de cifrado de la credencial Webhook Store',
		],
	},
	'a store of a newer version': {
		en: [
			'The webhook store /data/store.sqlite was written by a newer version of this package (store version 9, known here: 5)',
			'Update n8n-nodes-commerce-webhooks in n8n, or use another store',
		],
		pt: [
			'O armazenamento de webhooks /data/store.sqlite foi gravado por uma versão mais nova deste pacote (versão do armazenamento 9, conhecida aqui: 5)',
			'Atualize o n8n-nodes-commerce-webhooks no n8n, ou use outro armazenamento',
		],
		es: [
			'El almacenamiento de webhooks /data/store.sqlite fue escrito por una versión más nueva de este paquete (versión del almacenamiento 9, conocida aquí: 5)',
			'Actualiza n8n-nodes-commerce-webhooks en n8n, o usa otro almacenamiento',
		],
	},
	'a schema that cannot be one': {
		en: [
			'"A-b" cannot be a schema of the webhook store',
			'Use lower-case letters, digits and underscores, e.g. public',
		],
		pt: [
			'"A-b" não pode ser um schema do armazenamento de webhooks',
			'Use letras minúsculas, números e sublinhados, ex.: public',
		],
		es: [
			'"A-b" no puede ser un esquema del almacenamiento de webhooks',
			'Usa letras minúsculas, números y guiones bajos, p. ej. public',
		],
	},
	'a wrong password of Postgres': {
		en: [
			'The webhook store in Postgres at db:5432/n8n is not available: no',
			'Check database, user and password in the Webhook Store credential',
		],
		pt: [
			'O armazenamento de webhooks no Postgres em db:5432/n8n não está disponível: no',
			'Confira banco de dados, usuário e senha na credencial Webhook Store',
		],
		es: [
			'El almacenamiento de webhooks en Postgres en db:5432/n8n no está disponible: no',
			'Revisa la base de datos, el usuario y la contraseña en la credencial Webhook Store',
		],
	},
	'a user who may make no tables': {
		en: [
			'The webhook store in Postgres at db:5432/n8n is not available: no',
			'Let this user create tables in the schema of the Webhook Store credential',
		],
		pt: [
			'O armazenamento de webhooks no Postgres em db:5432/n8n não está disponível: no',
			'Permita que este usuário crie tabelas no schema da credencial Webhook Store',
		],
		es: [
			'El almacenamiento de webhooks en Postgres en db:5432/n8n no está disponible: no',
			'Permite que este usuario cree tablas en el esquema de la credencial Webhook Store',
		],
	},
	'a Postgres that only reads': {
		en: [
			'The webhook store in Postgres at db:5432/n8n is not available: no',
			'This server only reads: set the host of the primary in the Webhook Store credential; work goes on by itself',
		],
		pt: [
			'O armazenamento de webhooks no Postgres em db:5432/n8n não está disponível: no',
			'Este servidor só lê: informe o host do primário na credencial Webhook Store; o trabalho continua sozinho',
		],
		es: [
			'El almacenamiento de webhooks en Postgres en db:5432/n8n no está disponible: no',
			'Este servidor solo lee: indica el host del primario en la credencial Webhook Store; el trabajo continúa solo',
		],
	},
	'a Postgres that does not answer': {
		en: [
			'The webhook store in Postgres at db:5432/n8n is not available: no',
			'Start the server, or correct host, port and SSL in the Webhook Store credential; work goes on by itself',
		],
		pt: [
			'O armazenamento de webhooks no Postgres em db:5432/n8n não está disponível: no',
			'Inicie o servidor, ou corrija host, porta e SSL na credencial Webhook Store; o trabalho continua sozinho',
		],
		es: [
			'El almacenamiento de webhooks en Postgres en db:5432/n8n no está disponible: no',
			'Inicia el servidor, o corrige el host, el puerto y SSL en la credencial Webhook Store; el trabajo continúa solo',
		],
	},
	'a secret that cannot be decrypted': {
		en: [
			'A secret in the webhook store cannot be decrypted',
			"Use the encryption key the store was written with: n8n's own N8N_ENCRYPTION_KEY, or the Encryption Key of the Webhook Store credential",
		],
		pt: [
			'Um segredo no armazenamento de webhooks não pode ser decifrado',
			'Use a chave de criptografia com que o armazenamento foi gravado: a N8N_ENCRYPTION_KEY do próprio n8n, ou a Chave de criptografia da credencial Webhook Store',
		],
		es: [
			'Un secreto del almacenamiento de webhooks no se puede descifrar',
			'Usa la clave de cifrado con la que se escribió el almacenamiento: la N8N_ENCRYPTION_KEY del propio n8n, o la Clave de cifrado de la credencial Webhook Store',
		],
	},
	'a Node.js without SQLite': {
		en: [
			'This Node.js has no built-in SQLite',
			'Run n8n on Node.js 24 or newer, or use a Webhook Store credential with Postgres',
		],
		pt: [
			'Este Node.js não tem SQLite embutido',
			'Rode o n8n no Node.js 24 ou mais novo, ou use uma credencial Webhook Store com Postgres',
		],
		es: [
			'Este Node.js no tiene SQLite integrado',
			'Ejecuta n8n en Node.js 24 o más nuevo, o usa una credencial Webhook Store con Postgres',
		],
	},
	'a file of another program': {
		en: [
			'The file /data/other.sqlite is a SQLite database of another program, not a webhook store',
			'Nothing was changed in it. Set another path in the Webhook Store credential',
		],
		pt: [
			'O arquivo /data/other.sqlite é um banco SQLite de outro programa, não um armazenamento de webhooks',
			'Nada foi alterado nele. Informe outro caminho na credencial Webhook Store',
		],
		es: [
			'El archivo /data/other.sqlite es una base SQLite de otro programa, no un almacenamiento de webhooks',
			'No se cambió nada en él. Indica otra ruta en la credencial Webhook Store',
		],
	},
	'a file that is no database': {
		en: [
			'The webhook store /data/text.sqlite is not a readable SQLite database',
			'Nothing was changed in it. Restore it from a backup, or move it away and a new store is made; or set another path in the Webhook Store credential',
		],
		pt: [
			'O armazenamento de webhooks /data/text.sqlite não é um banco SQLite legível',
			'Nada foi alterado nele. Restaure-o de um backup, ou mova-o para outro lugar e um novo armazenamento é criado; ou informe outro caminho na credencial Webhook Store',
		],
		es: [
			'El almacenamiento de webhooks /data/text.sqlite no es una base SQLite legible',
			'No se cambió nada en él. Restáuralo de un respaldo, o muévelo a otro lugar y se crea un almacenamiento nuevo; o indica otra ruta en la credencial Webhook Store',
		],
	},
	'a folder that cannot be written': {
		en: [
			'The webhook store /proc/none/store.sqlite is not available: the file or its folder cannot be written',
			'Let the user that runs n8n write to this folder, or set another path in the Webhook Store credential',
		],
		pt: [
			'O armazenamento de webhooks /proc/none/store.sqlite não está disponível: o arquivo ou a pasta dele não pode ser gravado',
			'Permita que o usuário que roda o n8n grave nesta pasta, ou informe outro caminho na credencial Webhook Store',
		],
		es: [
			'El almacenamiento de webhooks /proc/none/store.sqlite no está disponible: no se puede escribir en el archivo o en su carpeta',
			'Permite que el usuario que ejecuta n8n escriba en esta carpeta, o indica otra ruta en la credencial Webhook Store',
		],
	},
	'a store that another process locks': {
		en: [
			'The webhook store /data/store.sqlite is not available: another process keeps it locked',
			'Close the program that holds the file',
		],
		pt: [
			'O armazenamento de webhooks /data/store.sqlite não está disponível: outro processo o mantém travado',
			'Feche o programa que segura o arquivo',
		],
		es: [
			'El almacenamiento de webhooks /data/store.sqlite no está disponible: otro proceso lo mantiene bloqueado',
			'Cierra el programa que retiene el archivo',
		],
	},
	'a full disk': {
		en: [
			'The webhook store /data/store.sqlite is not available: the disk is full',
			'Free some disk space; work goes on by itself',
		],
		pt: [
			'O armazenamento de webhooks /data/store.sqlite não está disponível: o disco está cheio',
			'Libere espaço em disco; o trabalho continua sozinho',
		],
		es: [
			'El almacenamiento de webhooks /data/store.sqlite no está disponible: el disco está lleno',
			'Libera espacio en disco; el trabajo continúa solo',
		],
	},
	'iPag: a wrong key': {
		en: [
			'iPag answered 401 when asked to register the webhook',
			'Check API ID, API key and environment in the credential iPag API.',
		],
		pt: [
			'O iPag respondeu 401 ao pedido para registrar o webhook',
			'Confira ID da API, chave da API e ambiente na credencial iPag API.',
		],
		es: [
			'iPag respondió 401 al pedirle registrar el webhook',
			'Revisa el ID de la API, la clave de la API y el entorno en la credencial iPag API.',
		],
	},
	'iPag: no right to webhooks': {
		en: [
			'iPag answered 403 when asked to register the webhook',
			'The account may not manage webhooks. Ask iPag for it, or set Registration to Manual and enter the URL in iPag.',
		],
		pt: [
			'O iPag respondeu 403 ao pedido para registrar o webhook',
			'A conta não pode gerenciar webhooks. Peça isso ao iPag, ou defina Registro como Manual e informe a URL no iPag.',
		],
		es: [
			'iPag respondió 403 al pedirle registrar el webhook',
			'La cuenta no puede administrar webhooks. Pídeselo a iPag, o pon Registro en Manual e ingresa la URL en iPag.',
		],
	},
	'iPag: a wrong address': {
		en: [
			'iPag answered 404 when asked to register the webhook',
			'Check environment and base URL in the credential iPag API.',
		],
		pt: [
			'O iPag respondeu 404 ao pedido para registrar o webhook',
			'Confira ambiente e URL base na credencial iPag API.',
		],
		es: [
			'iPag respondió 404 al pedirle registrar el webhook',
			'Revisa el entorno y la URL base en la credencial iPag API.',
		],
	},
	'iPag: a URL it does not take': {
		en: [
			'iPag answered 422 when asked to register the webhook',
			'iPag must be able to reach the URL: https, a public host name, 255 characters at most. Set WEBHOOK_URL where n8n runs behind a proxy.',
		],
		pt: [
			'O iPag respondeu 422 ao pedido para registrar o webhook',
			'O iPag precisa alcançar a URL: https, um nome de host público, no máximo 255 caracteres. Defina WEBHOOK_URL se o n8n roda atrás de um proxy.',
		],
		es: [
			'iPag respondió 422 al pedirle registrar el webhook',
			'iPag debe poder alcanzar la URL: https, un nombre de host público, 255 caracteres como máximo. Define WEBHOOK_URL si n8n corre detrás de un proxy.',
		],
	},
	'iPag: too many requests': {
		en: [
			'iPag answered 429 when asked to register the webhook',
			'Wait a minute and publish the workflow again.',
		],
		pt: [
			'O iPag respondeu 429 ao pedido para registrar o webhook',
			'Espere um minuto e publique o workflow de novo.',
		],
		es: [
			'iPag respondió 429 al pedirle registrar el webhook',
			'Espera un minuto y publica el workflow de nuevo.',
		],
	},
	'iPag: out of order': {
		en: [
			'iPag answered 500 when asked to register the webhook',
			'Publish the workflow again later, or set Registration to Manual and enter the URL in iPag.',
		],
		pt: [
			'O iPag respondeu 500 ao pedido para registrar o webhook',
			'Publique o workflow de novo mais tarde, ou defina Registro como Manual e informe a URL no iPag.',
		],
		es: [
			'iPag respondió 500 al pedirle registrar el webhook',
			'Publica el workflow de nuevo más tarde, o pon Registro en Manual e ingresa la URL en iPag.',
		],
	},
	'iPag: no answer to a list': {
		en: [
			'iPag could not be asked to list the webhooks: ECONNREFUSED',
			'Check that this n8n can reach iPag and that the environment in the credential iPag API is right, then publish the workflow again.',
		],
		pt: [
			'Não foi possível pedir ao iPag para listar os webhooks: ECONNREFUSED',
			'Confira se este n8n alcança o iPag e se o ambiente na credencial iPag API está certo, e publique o workflow de novo.',
		],
		es: [
			'No se pudo pedir a iPag listar los webhooks: ECONNREFUSED',
			'Revisa que este n8n pueda alcanzar iPag y que el entorno en la credencial iPag API sea el correcto, y publica el workflow de nuevo.',
		],
	},
	'iPag: no answer to a removal': {
		en: [
			'iPag could not be asked to remove the webhook: ECONNREFUSED',
			'Check that this n8n can reach iPag and that the environment in the credential iPag API is right, then publish the workflow again.',
		],
		pt: [
			'Não foi possível pedir ao iPag para remover o webhook: ECONNREFUSED',
			'Confira se este n8n alcança o iPag e se o ambiente na credencial iPag API está certo, e publique o workflow de novo.',
		],
		es: [
			'No se pudo pedir a iPag quitar el webhook: ECONNREFUSED',
			'Revisa que este n8n pueda alcanzar iPag y que el entorno en la credencial iPag API sea el correcto, y publica el workflow de nuevo.',
		],
	},
	'iPag: no event selected': {
		en: ['No event of iPag is selected', 'Choose the events that iPag is to send to this node.'],
		pt: [
			'Nenhum evento do iPag foi selecionado',
			'Escolha os eventos que o iPag deve enviar a este nó.',
		],
		es: [
			'No hay ningún evento de iPag seleccionado',
			'Elige los eventos que iPag debe enviar a este nodo.',
		],
	},
	'a credential with an empty secret': {
		en: ['The token is empty'],
		pt: ['O token está vazio'],
		es: ['El token está vacío'],
	},
	'a secret with a space': {
		en: ['The token has a space or a character that no header or URL can carry'],
		pt: ['O token tem um espaço ou um caractere que nenhum cabeçalho ou URL aceita'],
		es: ['El token tiene un espacio o un carácter que ningún encabezado ni URL acepta'],
	},
	'a secret that can be guessed': {
		en: ['The token can be guessed: choose 16 characters or more'],
		pt: ['O token pode ser adivinhado: escolha 16 caracteres ou mais'],
		es: ['El token se puede adivinar: elige 16 caracteres o más'],
	},
	'a URL that takes webhooks': {
		en: ['The receiver answered 204 No Content', 'Webhooks can be delivered there'],
		pt: ['O destinatário respondeu 204 No Content', 'Webhooks podem ser entregues lá'],
		es: ['El destinatario respondió 204 No Content', 'Se pueden entregar webhooks allí'],
	},
	'a URL that takes webhooks by POST only': {
		en: [
			'The receiver answered 405 Method Not Allowed',
			'That is usual for an address that takes nothing but webhooks, by POST',
		],
		pt: [
			'O destinatário respondeu 405 Method Not Allowed',
			'Isso é comum em um endereço que só aceita webhooks, por POST',
		],
		es: [
			'El destinatario respondió 405 Method Not Allowed',
			'Eso es habitual en una dirección que solo acepta webhooks, por POST',
		],
	},
	'a URL that is not found by GET': {
		en: [
			'The receiver answered 404 Not Found',
			'That is usual for an address that takes POST only; if deliveries get 404 too, check the path',
		],
		pt: [
			'O destinatário respondeu 404 Not Found',
			'Isso é comum em um endereço que só aceita POST; se as entregas também receberem 404, confira o caminho',
		],
		es: [
			'El destinatario respondió 404 Not Found',
			'Eso es habitual en una dirección que solo acepta POST; si las entregas también reciben 404, revisa la ruta',
		],
	},
	'a URL that wants a proof': {
		en: [
			'The receiver answered 401 Unauthorized',
			'It refuses a request without proof: make sure that it takes the signature, token or headers of the subscription',
		],
		pt: [
			'O destinatário respondeu 401 Unauthorized',
			'Ele recusa uma requisição sem prova: confira se ele aceita a assinatura, o token ou os cabeçalhos da inscrição',
		],
		es: [
			'El destinatario respondió 401 Unauthorized',
			'Rechaza una solicitud sin prueba: revisa que acepte la firma, el token o los encabezados de la suscripción',
		],
	},
	'a URL that is asked too often': {
		en: [
			'The receiver answered 429 Too Many Requests',
			'It gets too many requests just now: consider a rate limit for the subscription',
		],
		pt: [
			'O destinatário respondeu 429 Too Many Requests',
			'Ele está recebendo requisições demais agora: considere um limite de taxa para a inscrição',
		],
		es: [
			'El destinatario respondió 429 Too Many Requests',
			'Está recibiendo demasiadas solicitudes ahora: considera un límite de frecuencia para la suscripción',
		],
	},
	'a URL behind a proxy': {
		en: [
			'The receiver answered 407 Proxy Authentication Required',
			'A proxy stands before the receiver: use an address that is reached without one',
		],
		pt: [
			'O destinatário respondeu 407 Proxy Authentication Required',
			'Há um proxy na frente do destinatário: use um endereço alcançado sem ele',
		],
		es: [
			'El destinatario respondió 407 Proxy Authentication Required',
			'Hay un proxy delante del destinatario: usa una dirección a la que se llegue sin él',
		],
	},
	'a URL that is closed for good': {
		en: [
			'The receiver answered 410 Gone',
			'The receiver says that this address is closed for good, and a delivery answered so switches its subscription off: ask for the new address',
		],
		pt: [
			'O destinatário respondeu 410 Gone',
			'O destinatário diz que este endereço foi encerrado de vez, e uma entrega respondida assim desliga a inscrição dela: peça o novo endereço',
		],
		es: [
			'El destinatario respondió 410 Gone',
			'El destinatario dice que esta dirección se cerró del todo, y una entrega respondida así apaga su suscripción: pide la nueva dirección',
		],
	},
	'a URL on the wrong server': {
		en: [
			'The receiver answered 421 Misdirected Request',
			'The server does not know this host name: check it, or let the server be set up for it',
		],
		pt: [
			'O destinatário respondeu 421 Misdirected Request',
			'O servidor não conhece este nome de host: confira-o, ou peça que o servidor seja configurado para ele',
		],
		es: [
			'El destinatario respondió 421 Misdirected Request',
			'El servidor no conoce este nombre de host: revísalo, o pide que el servidor se configure para él',
		],
	},
	'a URL that a court has closed': {
		en: [
			'The receiver answered 451 Unavailable For Legal Reasons',
			'Access is blocked for legal reasons: ask who runs the receiver',
		],
		pt: [
			'O destinatário respondeu 451 Unavailable For Legal Reasons',
			'O acesso está bloqueado por motivos legais: pergunte a quem opera o destinatário',
		],
		es: [
			'El destinatario respondió 451 Unavailable For Legal Reasons',
			'El acceso está bloqueado por motivos legales: pregunta a quien opera el destinatario',
		],
	},
	'a URL that wants a certificate': {
		en: [
			'The receiver answered 496 SSL Certificate Required',
			'The server wants a certificate from the sender: use an address that does not',
		],
		pt: [
			'O destinatário respondeu 496 SSL Certificate Required',
			'O servidor exige um certificado de quem envia: use um endereço que não exija',
		],
		es: [
			'El destinatario respondió 496 SSL Certificate Required',
			'El servidor exige un certificado de quien envía: usa una dirección que no lo exija',
		],
	},
	'a URL with http:// for https://': {
		en: [
			'The receiver answered 497 HTTP Request Sent to HTTPS Port',
			'The port speaks HTTPS: begin the URL with https://',
		],
		pt: [
			'O destinatário respondeu 497 HTTP Request Sent to HTTPS Port',
			'A porta fala HTTPS: comece a URL com https://',
		],
		es: [
			'El destinatario respondió 497 HTTP Request Sent to HTTPS Port',
			'El puerto habla HTTPS: empieza la URL con https://',
		],
	},
	'a URL of a server with an error': {
		en: [
			'The receiver answered 500 Internal Server Error',
			'The server itself has an error, and a delivery would meet it too: let who runs the receiver mend it, then check again',
		],
		pt: [
			'O destinatário respondeu 500 Internal Server Error',
			'O próprio servidor está com erro, e uma entrega o encontraria também: peça a quem opera o destinatário que o corrija, e verifique de novo',
		],
		es: [
			'El destinatario respondió 500 Internal Server Error',
			'El propio servidor tiene un error, y una entrega también lo encontraría: pide a quien opera el destinatario que lo corrija, y verifica de nuevo',
		],
	},
	'a URL with a status that is none': {
		en: [
			'The receiver answered 999 Unknown',
			'That is no status of an answer: check that the URL leads to a web server',
		],
		pt: [
			'O destinatário respondeu 999 Unknown',
			'Isso não é um status de resposta: confira se a URL leva a um servidor web',
		],
		es: [
			'El destinatario respondió 999 Unknown',
			'Eso no es un estado de respuesta: revisa que la URL lleve a un servidor web',
		],
	},
	'a URL that redirects to nowhere': {
		en: [
			'The receiver answered 304 Not Modified',
			'A redirect is never followed, so nothing would arrive: use the address at which the receiver itself answers',
		],
		pt: [
			'O destinatário respondeu 304 Not Modified',
			'Um redirecionamento nunca é seguido, então nada chegaria: use o endereço em que o próprio destinatário responde',
		],
		es: [
			'El destinatario respondió 304 Not Modified',
			'Una redirección nunca se sigue, así que no llegaría nada: usa la dirección en la que responde el propio destinatario',
		],
	},
	'a URL that redirects': {
		en: [
			'The receiver answered 301 Moved Permanently',
			'A redirect is never followed, so nothing would arrive: it leads to https://members.example.com/login; if that is the receiver, use that address',
		],
		pt: [
			'O destinatário respondeu 301 Moved Permanently',
			'Um redirecionamento nunca é seguido, então nada chegaria: ele leva a https://members.example.com/login; se esse é o destinatário, use esse endereço',
		],
		es: [
			'El destinatario respondió 301 Moved Permanently',
			'Una redirección nunca se sigue, así que no llegaría nada: lleva a https://members.example.com/login; si ese es el destinatario, usa esa dirección',
		],
	},
	'a URL with a name that nobody knows': {
		en: [
			'The host name could not be resolved',
			'Check the spelling of members.example.com; a new name may take hours until it is known everywhere',
		],
		pt: [
			'O nome do host não pôde ser resolvido',
			'Confira a grafia de members.example.com; um nome novo pode levar horas até ser conhecido em toda parte',
		],
		es: [
			'No se pudo resolver el nombre del host',
			'Revisa cómo está escrito members.example.com; un nombre nuevo puede tardar horas en conocerse en todas partes',
		],
	},
	'a URL where nobody listens': {
		en: [
			'No connection could be made',
			'Check host and port of members.example.com:8080, and that the receiver runs and its firewall lets this server through',
		],
		pt: [
			'Não foi possível estabelecer a conexão',
			'Confira host e porta de members.example.com:8080, e se o destinatário está no ar e o firewall dele deixa este servidor passar',
		],
		es: [
			'No se pudo establecer la conexión',
			'Revisa el host y el puerto de members.example.com:8080, y que el destinatario esté en marcha y su firewall deje pasar a este servidor',
		],
	},
	'a URL whose connection is closed, with http://': {
		en: [
			'The connection was closed before there was an answer',
			'Check that the port is that of a web server, and whether the URL must begin with https://',
		],
		pt: [
			'A conexão foi fechada antes de haver resposta',
			'Confira se a porta é a de um servidor web, e se a URL precisa começar com https://',
		],
		es: [
			'La conexión se cerró antes de que hubiera respuesta',
			'Revisa que el puerto sea el de un servidor web, y si la URL debe empezar con https://',
		],
	},
	'a URL whose connection is closed, with https://': {
		en: [
			'The connection was closed before there was an answer',
			'Check that the port is that of a web server, and that no firewall ends the connection',
		],
		pt: [
			'A conexão foi fechada antes de haver resposta',
			'Confira se a porta é a de um servidor web, e se nenhum firewall encerra a conexão',
		],
		es: [
			'La conexión se cerró antes de que hubiera respuesta',
			'Revisa que el puerto sea el de un servidor web, y que ningún firewall corte la conexión',
		],
	},
	'a URL with a bad certificate': {
		en: [
			'No secure connection could be made',
			'The receiver needs a certificate for exactly members.example.com, in date, from a publicly trusted authority, and with its whole chain; if the port speaks plain HTTP, begin the URL with http://',
		],
		pt: [
			'Não foi possível estabelecer uma conexão segura',
			'O destinatário precisa de um certificado exatamente para members.example.com, dentro da validade, de uma autoridade publicamente confiável e com a cadeia completa; se a porta fala HTTP puro, comece a URL com http://',
		],
		es: [
			'No se pudo establecer una conexión segura',
			'El destinatario necesita un certificado exactamente para members.example.com, vigente, de una autoridad de confianza pública y con su cadena completa; si el puerto habla HTTP sin cifrar, empieza la URL con http://',
		],
	},
	'a URL that does not answer in time': {
		en: [
			'There was no answer within 15000 ms',
			'Check that members.example.com can be reached from this server, and that the receiver answers before it does its work',
		],
		pt: [
			'Não houve resposta em 15000 ms',
			'Confira se members.example.com pode ser alcançado a partir deste servidor, e se o destinatário responde antes de fazer o trabalho dele',
		],
		es: [
			'No hubo respuesta en 15000 ms',
			'Revisa que se pueda llegar a members.example.com desde este servidor, y que el destinatario responda antes de hacer su trabajo',
		],
	},
	'a URL that does not connect in time': {
		en: [
			'No connection was made within 15000 ms',
			'Check that members.example.com can be reached from this server, and that the receiver answers before it does its work',
		],
		pt: [
			'Nenhuma conexão foi feita em 15000 ms',
			'Confira se members.example.com pode ser alcançado a partir deste servidor, e se o destinatário responde antes de fazer o trabalho dele',
		],
		es: [
			'No se estableció ninguna conexión en 15000 ms',
			'Revisa que se pueda llegar a members.example.com desde este servidor, y que el destinatario responda antes de hacer su trabajo',
		],
	},
	'a URL that times out otherwise': {
		en: [
			'The other side did not react in time',
			'Check that members.example.com can be reached from this server, and that the receiver answers before it does its work',
		],
		pt: [
			'O outro lado não reagiu a tempo',
			'Confira se members.example.com pode ser alcançado a partir deste servidor, e se o destinatário responde antes de fazer o trabalho dele',
		],
		es: [
			'El otro lado no reaccionó a tiempo',
			'Revisa que se pueda llegar a members.example.com desde este servidor, y que el destinatario responda antes de hacer su trabajo',
		],
	},
	'a URL of something that is no web server': {
		en: [
			'The answer is not valid HTTP',
			'Check that the port is that of a web server that speaks HTTP/1.1',
		],
		pt: [
			'A resposta não é HTTP válido',
			'Confira se a porta é a de um servidor web que fala HTTP/1.1',
		],
		es: [
			'La respuesta no es HTTP válido',
			'Revisa que el puerto sea el de un servidor web que hable HTTP/1.1',
		],
	},
	'a URL that fails for no known reason': {
		en: ['The request failed', 'Try again; if it stays so, look at the log of the receiver'],
		pt: ['A requisição falhou', 'Tente de novo; se continuar assim, veja o log do destinatário'],
		es: [
			'La solicitud falló',
			'Inténtalo de nuevo; si sigue así, revisa el registro del destinatario',
		],
	},
	'a delivery to a URL that is blocked': {
		en: ['The URL is blocked or cannot be used'],
		pt: ['A URL está bloqueada ou não pode ser usada'],
		es: ['La URL está bloqueada o no se puede usar'],
	},
	'a delivery that was stopped': {
		en: ['The request was interrupted by the sender'],
		pt: ['A requisição foi interrompida pelo remetente'],
		es: ['El remitente interrumpió la solicitud'],
	},
	'a delivery whose process died': {
		en: [
			'The process that made this attempt ended or was paused before it could record the answer; the receiver may have got the request',
		],
		pt: [
			'O processo que fez esta tentativa terminou ou ficou parado antes de registrar a resposta; o destinatário pode ter recebido a requisição',
		],
		es: [
			'El proceso que hizo este intento terminó o quedó en pausa antes de registrar la respuesta; el destinatario puede haber recibido la solicitud',
		],
	},
	'a delivery whose request cannot be built': {
		en: ['The request cannot be built: the header "host" cannot be set'],
		pt: ['A requisição não pode ser montada: the header "host" cannot be set'],
		es: ['No se puede armar la solicitud: the header "host" cannot be set'],
	},
	'a subscription that a person switched off': {
		en: ['Disabled by a user'],
		pt: ['Desativada por um usuário'],
		es: ['Desactivada por un usuario'],
	},
	'a subscription that failed for too long': {
		en: ['5 deliveries in a row failed for good over more than 24 hours'],
		pt: ['5 entregas seguidas falharam de vez ao longo de mais de 24 horas'],
		es: ['5 entregas seguidas fallaron del todo durante más de 24 horas'],
	},
};
