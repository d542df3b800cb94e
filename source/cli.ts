console.log('amiwatch');
